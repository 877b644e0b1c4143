'use strict';
/*
 * What the bundle has of cdk8s-plus-27: the generated kinds. The rest of that package is half of its size, is used by
 * nothing here, and would be evaluated by every run that renders. The kinds are evaluated when one of them is used: what computes
 * the props of charts shares files with what creates objects.
 */
module.exports = {
  get k8s() {
    return require('cdk8s-plus-27-kinds');
  },
};
