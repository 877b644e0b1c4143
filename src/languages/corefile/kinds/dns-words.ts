import { findNearest } from '../../../diagnostics/find-nearest';
import type { ArgumentKind } from '../plugin-grammar';
import { alternatives } from './alternatives';

/** Record types by their mnemonics; CoreDNS knows no others, `TYPE65280` included. */
const TYPES = new Set(
  (
    'None A NS MD MF CNAME SOA MB MG MR NULL PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT NSAP-PTR SIG KEY PX GPOS AAAA ' +
    'LOC NXT EID NIMLOC SRV ATMA NAPTR KX CERT DNAME OPT APL DS SSHFP IPSECKEY RRSIG NSEC DNSKEY DHCID NSEC3 ' +
    'NSEC3PARAM TLSA SMIMEA HIP NINFO RKEY TALINK CDS CDNSKEY OPENPGPKEY CSYNC ZONEMD SVCB HTTPS SPF UINFO UID GID ' +
    'UNSPEC NID L32 L64 LP EUI48 EUI64 NXNAME TKEY TSIG IXFR AXFR MAILB MAILA ANY URI CAA AVC AMTRELAY RESINFO TA DLV ' +
    'Reserved'
  ).split(' '),
);

/** What people mean when they misspell a type. */
const COMMON_TYPES =
  'A AAAA CNAME TXT MX NS SOA SRV PTR CAA HTTPS SVCB NAPTR TLSA DS DNSKEY AXFR IXFR ANY'.split(' ');

const CLASSES = 'IN CS CH HS NONE ANY'.split(' ');
const OPCODES = 'QUERY IQUERY STATUS NOTIFY UPDATE'.split(' ');
const RCODES = (
  'NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP NOTIMPL REFUSED YXDOMAIN YXRRSET NXRRSET NOTAUTH NOTZONE DSOTYPENI BADSIG ' +
  'BADKEY BADTIME BADMODE BADNAME BADALG BADTRUNC BADCOOKIE'
).split(' ');

/** Whether upper case is asked for, or any case will do. */
type LetterCase = 'upper' | 'any';

/** A record type: `AAAA`. */
export function queryType(letterCase: LetterCase = 'upper'): ArgumentKind {
  return dnsWord('a record type', 'a record type', [...TYPES], COMMON_TYPES, letterCase);
}

/** A query class: `IN`. */
export function queryClass(letterCase: LetterCase = 'upper'): ArgumentKind {
  return dnsWord('a query class', 'a query class', CLASSES, CLASSES, letterCase);
}

/** A response code by its name: `NXDOMAIN`. */
export function responseCode(letterCase: LetterCase = 'upper'): ArgumentKind {
  return dnsWord('a response code', 'a response code', RCODES, RCODES, letterCase);
}

/** A DNS operation: `NOTIFY`. */
export function opcode(): ArgumentKind {
  return dnsWord('a DNS operation', 'a DNS operation', OPCODES, OPCODES, 'upper');
}

function dnsWord(
  title: string,
  name: string,
  words: readonly string[],
  common: readonly string[],
  letterCase: LetterCase,
): ArgumentKind {
  const known = new Set(words);
  return {
    title,
    findFault(text) {
      if (known.has(letterCase === 'any' ? text.toUpperCase() : text)) return undefined;
      const meant = findNearest(text, common);
      return {
        message: `is not ${name} that CoreDNS knows`,
        hint:
          meant === undefined
            ? `Write its name in upper case, such as ${alternatives(common.slice(0, 4))}.`
            : `Did you mean "${meant}"?`,
      };
    },
  };
}
