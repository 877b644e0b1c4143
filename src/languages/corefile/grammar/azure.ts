import { TEXT, word } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, PluginGrammar } from '../plugin-grammar';
import { any, one } from './argument-lists';
import { checkUnique } from './check-unique';

const RESOURCE_GROUP_AND_ZONE: ArgumentKind = {
  title: 'a resource group and zone',
  findFault: (text) =>
    /^[^:]+:./s.test(text)
      ? undefined
      : {
          message: 'is not a resource group and zone',
          hint: 'Write both with a ":" between them: "group:home.arpa".',
        },
};

/** Clouds by the names that Azure's library has for them, in any letter case. */
const ENVIRONMENT: ArgumentKind = {
  title: 'an Azure environment',
  findFault: (text) =>
    /^AZURE(?:CHINA|GERMAN|PUBLIC|USGOVERNMENT)?CLOUD$|^AZURESTACKCLOUD$/i.test(text)
      ? undefined
      : { message: 'is not an Azure environment', hint: 'Write "AzurePublicCloud", or leave it out.' },
};

/** @see https://coredns.io/plugins/azure/ */
export const azure: PluginGrammar = {
  name: 'azure',
  example: 'azure group:home.arpa {',
  repeated: 'added',
  args: { ...any(RESOURCE_GROUP_AND_ZONE), check: checkUnique },
  braces: {
    options: {
      subscription: one(TEXT),
      tenant: one(TEXT),
      client: one(TEXT),
      secret: one(TEXT),
      environment: one(ENVIRONMENT),
      fallthrough: any(ZONE),
      access: one(word('public', 'private')),
    },
  },
};
