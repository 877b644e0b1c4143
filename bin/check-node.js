'use strict';
/*
 * Required first by everything that starts k3s-netstack, so that an old Node prints one line and not a syntax error.
 * Written for any Node: no syntax newer than ES5 here, nor in the files that require it.
 */
var LEAST = [20, 19];

var parts = process.versions.node.split('.').map(Number);
var isOld = parts[0] < LEAST[0] || (parts[0] === LEAST[0] && parts[1] < LEAST[1]);

if (isOld) {
  process.stderr.write(
    'netstack: needs Node ' + LEAST.join('.') + ' or newer; this is Node ' + process.versions.node + '\n',
  );
  process.exit(1);
}
