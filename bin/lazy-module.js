'use strict';
/**
 * A module of Node that is loaded when it is used. Most short runs start no process and compute no digest, and loading
 * `child_process` and `crypto` takes 4 ms of their processor time.
 *
 * @param load returns the module
 */
module.exports = (load) => {
  let loaded;
  // An import copies the own properties of a module, which would load it, and asks whether it was compiled from one.
  const get = (_, name) => (name === '__esModule' ? undefined : (loaded ??= load())[name]);
  return Object.create(new Proxy({}, { get }));
};
