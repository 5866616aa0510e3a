import { mutations } from '@ringback/session-model/mutations';
import { type Property, properties } from '@ringback/session-model/properties';
import { type Phase, phases, toCallStatus } from '@ringback/shared/contract/lifecycle';
import { lifecycleTable } from '@ringback/shared/session/lifecycle-table';
import { deadlineReason, phaseDeadline } from '@ringback/shared/session/phase-limits';
import { toDiagram } from './lifecycle-diagram.ts';

function toSpan(ms: number | null): string {
  if (ms === null) return '—';
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}

function toLimit(phase: Phase): string {
  const limitOf = (via: string, lengthMinutes: number) => phaseDeadline(phase, 0, { via, lengthMinutes });
  const usual = limitOf('phone', 15);
  if (phase === 'active') {
    return `length + ${toSpan((usual ?? 0) - 15 * 60_000)}`;
  }
  const dialIn = limitOf('dial_in', 15);
  if (dialIn === usual) return toSpan(usual);
  return `${toSpan(usual)}, in the browser ${toSpan(limitOf('browser', 15))}, to dial in ${toSpan(dialIn)}`;
}

function toEnd(phase: Phase): string {
  if (phase === 'closed') return '—';
  return phase === 'ended' ? 'closes regardless' : `ends \`${deadlineReason(phase)}\``;
}

/** Phases, what a page shows in each, and what limits it. */
function phaseTable(): string {
  const rows = phases.map(
    (phase) => `| \`${phase}\` | ${toCallStatus(phase)} | ${toLimit(phase)} | ${toEnd(phase)} |`,
  );
  return ['| phase | page shows | at most | then |', '|---|---|---|---|', ...rows].join('\n');
}

/** What the model check proves, and which missing rule each property would reveal. */
function propertyTable(): string {
  const rows = Object.entries(properties).map(([name, text]) => {
    const found = Object.entries(mutations).filter(([, { breaks }]) => breaks === (name as Property));
    return `| ${text} | ${found.map(([mutation]) => mutation).join('; ')} |`;
  });
  return ['| what must stay true | is noticed when this is broken |', '|---|---|', ...rows].join('\n');
}

function settlement(): string {
  const types = Object.entries(lifecycleTable).filter(([, { from }]) => from.includes('ended'));
  return types.map(([type]) => `\`${type}\``).join(', ');
}

/** The parts of docs/sessions.md that are made from the software, by the name in their markers. */
export const generatedBlocks: Record<string, () => string> = {
  diagram: toDiagram,
  phases: phaseTable,
  settlement,
  properties: propertyTable,
};

const block = /(<!-- made from the software: (\w+) -->\n)([\s\S]*?)(<!-- end -->)/g;

/** The document with its generated parts up to date. */
export function withGeneratedBlocks(document: string): string {
  return document.replace(block, (whole, open: string, name: string, _old: string, close: string) => {
    const make = generatedBlocks[name];
    return make === undefined ? whole : `${open}${make()}\n${close}`;
  });
}

/** Names of the generated parts that a document has. */
export function namesOfBlocks(document: string): string[] {
  return [...document.matchAll(block)].map(([, , name = '']) => name);
}

/** Tests that a document names: `path` “title”. */
export function namedTests(document: string): { path: string; title: string }[] {
  const named = /`((?:tests|packages|services)\/[\w/.-]+\.test\.ts)`((?:,?\s+“[^”]+”)+)/g;
  return [...document.matchAll(named)].flatMap(([, path = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ path, title: title.replace(/\s+/g, ' ') })),
  );
}
