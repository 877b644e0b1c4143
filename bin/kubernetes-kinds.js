'use strict';
/*
 * What the bundle has of cdk8s-plus-27: the generated kinds. The rest of that package is half of its size, is used by
 * nothing here, and would be evaluated by every run that renders.
 */
module.exports = { k8s: require('cdk8s-plus-27-kinds') };
