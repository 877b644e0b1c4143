import type { ConfigMapRequest } from '../../plan';
import { createCertificate } from './certificate';

/**
 * Generates the ConfigMaps that a profile refers to: a root certificate that no CA uses, and plugins that pass every
 * request on.
 *
 * @throws LabError where a certificate is needed and openssl is not installed
 */
export async function generateConfigMaps(requests: readonly ConfigMapRequest[]): Promise<readonly object[]> {
  const maps: object[] = [];
  for (const request of requests) {
    const { namespace, name } = request;
    const metadata = { namespace, name, labels: { 'app.kubernetes.io/managed-by': 'netstack-lab' } };
    maps.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: await generateData(request) });
  }
  return maps;
}

async function generateData(request: ConfigMapRequest): Promise<Readonly<Record<string, string>>> {
  if (request.kind === 'ca') return { 'ca.crt': (await createCertificate([])).certificate };
  return {
    '.traefik.yml': formatPluginManifest(request.moduleName),
    'go.mod': `module ${request.moduleName}\n\ngo 1.21\n`,
    'plugin.go': PLUGIN,
  };
}

/** @see https://plugins.traefik.io/create */
function formatPluginManifest(moduleName: string): string {
  return [
    ...['displayName: lab', 'type: middleware', `import: ${moduleName}`, 'basePkg: plugin'],
    ...['summary: passes every request on', 'testData: {}', ''],
  ].join('\n');
}

const PLUGIN = `package plugin

import (
	"context"
	"net/http"
)

type Config map[string]interface{}

func CreateConfig() *Config { return &Config{} }

func New(_ context.Context, next http.Handler, _ *Config, _ string) (http.Handler, error) {
	return next, nil
}
`;
