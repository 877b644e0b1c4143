import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { der, objectId, TAG } from './der';

/** A key and a certificate that it signed itself, both in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALT_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';

/** A lab lives shorter. */
const VALID = { from: '20200101000000Z', until: '20491231235959Z' };

/**
 * Makes up a certificate for host names.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280
 */
export function selfSigned(hosts: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(TAG.sequence, objectId(ECDSA_WITH_SHA256));
  const name = der(
    TAG.sequence,
    der(TAG.set, der(TAG.sequence, objectId(COMMON_NAME), text('netstack lab'))),
  );
  const content = der(
    TAG.sequence,
    der(0xa0, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    der(TAG.sequence, time(VALID.from), time(VALID.until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(TAG.sequence, ...extensions(hosts))),
  );
  const signature = der(TAG.bitString, Buffer.from([0]), sign('sha256', content, privateKey));
  return {
    certificate: pem(der(TAG.sequence, content, algorithm, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** It is its own authority, so that a client can be told to believe it. */
function extensions(hosts: readonly string[]): readonly Buffer[] {
  const names = hosts.map((host) => der(0x82, Buffer.from(host)));
  return [
    extension(BASIC_CONSTRAINTS, der(TAG.sequence, der(TAG.boolean, Buffer.from([0xff])))),
    ...(names.length > 0 ? [extension(SUBJECT_ALT_NAME, der(TAG.sequence, ...names))] : []),
  ];
}

function extension(id: string, value: Buffer): Buffer {
  return der(TAG.sequence, objectId(id), der(TAG.octetString, value));
}

function text(value: string): Buffer {
  return der(TAG.utf8String, Buffer.from(value));
}

function time(value: string): Buffer {
  return der(TAG.generalizedTime, Buffer.from(value));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
