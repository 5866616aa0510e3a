import path from 'node:path';
import type { NextConfig } from 'next';

const workspaceRoot = path.join(import.meta.dirname, '..', '..');

/** Sent with every response, static files included. proxy.ts makes the pages' nonce policy. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'microphone=(self), camera=(), geolocation=(), payment=()' },
];

/**
 * A worker has the policy of its own script. The one that reads a candidate's files runs scripts of this host, compiles
 * no text, and has nothing to send anywhere. Pages ignore the policy of a script.
 */
const workerPolicy = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
};

const configuration: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  // The contract is TypeScript source. No build step compiles it.
  transpilePackages: ['@ringback/shared'],
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/_next/static/chunks/:path*', headers: [workerPolicy] },
  ],
};

export default configuration;
