import { fileURLToPath } from 'node:url';

// `npm run site` writes the pages to build/site-source first: the documents of this folder, and those generated from sources.
const build = (folder) => fileURLToPath(new URL(`../../build/${folder}`, import.meta.url));

const page = (text, link) => ({ text, link });

const GUIDES = [
  page('Tutorial', '/tutorial'),
  page('Import a running cluster', '/import'),
  page('Adopt a running cluster', '/adopt'),
  page('Apply', '/apply'),
  page('Verify', '/verify'),
  page('Lab', '/lab'),
  page('Upgrades', '/upgrades'),
  page('VLANs and several sites', '/sites'),
  page('Fleets', '/fleets'),
  page('GitOps', '/gitops'),
  page('Monitoring', '/monitoring'),
  page('Images', '/images'),
  page('Without internet', '/air-gap'),
  page('What no key covers', '/escape-hatches'),
];

const COMPONENTS = [
  page('Flannel', '/flannel'),
  page('CoreDNS', '/coredns'),
  page('Traefik', '/traefik'),
  page('ServiceLB', '/servicelb'),
  page('MetalLB', '/metallb'),
  page('NetworkPolicies', '/network-policies'),
];

const REFERENCE = [
  page('Rules', '/rules/'),
  page('Checks', '/checks/'),
  page('Drawings', '/drawings/'),
  page('Constructs', '/api/'),
  page('Environment variables', '/environment'),
  page('Versions and compatibility', '/versions'),
  page('Differences from upstream', '/upstream-differences/coredns'),
];

const MORE = [
  page('Comparison with alternatives', '/comparison'),
  page('Verified on a real k3s', '/proven'),
  page('Performance', '/performance'),
  page('Overview (README)', '/readme'),
  page('Contributing', '/contributing'),
  page('Changelog', '/changelog'),
];

/** Shiki stops to colour a line after half a second, so that a busy machine would write other bytes. */
function removeTimeLimit(highlighter) {
  const { codeToHtml } = highlighter;
  highlighter.codeToHtml = (code, options) => codeToHtml(code, { ...options, tokenizeTimeLimit: 0 });
}

export default {
  title: 'k3s-netstack',
  description: 'The complete network of a k3s cluster from one profile',
  lang: 'en',
  srcDir: build('site-source'),
  outDir: build('site'),
  cacheDir: build('site-cache'),
  // One page after the other: the search index has the pages in the order in which they were rendered.
  buildConcurrency: 1,
  markdown: {
    // Text such as <cluster> stays text.
    html: false,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    shikiSetup: removeTimeLimit,
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      page('Tutorial', '/tutorial'),
      page('Troubleshooting', '/troubleshooting'),
      page('Rules', '/rules/'),
      page('Checks', '/checks/'),
    ],
    sidebar: [
      page('Start', '/'),
      { text: 'Guides', items: GUIDES },
      { text: 'Components', items: COMPONENTS },
      page('Troubleshooting', '/troubleshooting'),
      { text: 'Reference', items: REFERENCE },
      { text: 'More', items: MORE },
    ],
    docFooter: { prev: false, next: false },
  },
};
