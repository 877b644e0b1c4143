/** Participles that do not end with -ed. Words that are also verbs (cut, put, read, set, split, spread) are not here. */
const IRREGULAR = new Set(
  `begun born bound broken brought built bought caught chosen done drawn driven fallen felt fought found forbidden
  frozen given gone grown heard held hidden kept known laid led left lent let lost made meant met paid said seen
  sent shown shut slept sold spent spoken standing stood stuck sworn swept taken taught thought thrown told torn
  understood woken won worn written`.split(/\s+/),
);

/** Verbs that end with -ed. */
const VERBS = new Set([
  'embed',
  'exceed',
  'feed',
  'need',
  'proceed',
  'seed',
  'shed',
  'shred',
  'speed',
  'succeed',
]);

const PARTICLES = new Set(
  'apart at away by down for from go here in of off on out over to up with'.split(' '),
);

/**
 * Whether a function is named by a participle alone (`placed`, `swept`, `leftOut`): the name tells neither what the
 * function does nor what it returns. A participle before a noun (`sharedAddresses`) is not bare.
 */
export function isBareParticiple(name) {
  const [first, ...rest] = name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const participle = IRREGULAR.has(first) || (/[a-z]{2,}ed$/.test(first) && !VERBS.has(first));
  return participle && rest.every((word) => PARTICLES.has(word));
}
