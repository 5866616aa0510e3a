import { readFileSync, writeFileSync } from 'node:fs';
import { errorTable } from '@ringback/shared/contract/errors';
import { expect, it } from 'vitest';

const file = new URL('../../docs/errors.md', import.meta.url);

function toDocument(): string {
  const rows = Object.entries(errorTable).map(([code, { httpStatus, retry, message, ...rest }]) => {
    const close = 'closeCode' in rest ? rest.closeCode : '';
    return `| \`${code}\` | ${httpStatus} | ${close} | ${retry ? 'yes' : 'no'} | ${message} |`;
  });
  return [
    '# Errors',
    '',
    'What does an error code mean, and is it worth repeating? It leaves a service as',
    '`{"error": {"code", "message", "details"?}}`, or as the close code of a socket.',
    'Made from `packages/shared/src/contract/errors.ts`: `UPDATE_DOCS=1 npm run test:contract` writes it again.',
    '',
    '| code | HTTP | close | worth repeating | message |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

it('docs/errors.md is the table of error codes', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, toDocument());
  expect(readFileSync(file, 'utf8')).toBe(toDocument());
});
