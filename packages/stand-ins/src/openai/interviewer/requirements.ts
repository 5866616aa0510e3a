import { isQuotable, oneLine, wordsOf } from './safe-words.ts';

/** Something the job asks for: a thing one knows ("Kafka"), or something one does ("lead a team"). */
export interface Requirement {
  phrase: string;
  shape: 'thing' | 'doing';
}

const MAX_REQUIREMENTS = 12;
const MAX_WORDS = 8;

const THING =
  /\b(?:experience (?:with|in|of)|knowledge of|proficien(?:t|cy) (?:in|with)|familiar(?:ity)? with|understanding of|expertise in|background in|skilled (?:in|at)|skills in|track record (?:of|in)|responsible for|working with)\s+(.+)/i;
const DOING = /\b(?:you will(?: be able to)?|you'll|ability to|able to|you would|expected to)\s+(.+)/i;
const VERB =
  /^(?:lead|design|build|own|manage|develop|drive|create|define|maintain|coordinate|collaborate|deliver|analy[sz]e|mentor|run|plan|write|support|improve|implement|work|set|prepare|organi[sz]e|advise|negotiate|sell|teach|test|operate|monitor|document|present|research|hire|train|conduct|handle|ensure)\b/i;
const STRENGTH =
  /^(?:a |an |the )?(?:very |exceptionally )?(?:strong|excellent|good|great|solid|proven|deep|outstanding|basic|fluent|demonstrated)\s+/i;
const YEARS =
  /^(?:at least |minimum |over )?\d+\s*(?:\+|or more)?\s*(?:-\s*\d+\s*)?years?(?:'|’)?\s*(?:of\s+)?/i;
const DANGLING =
  /[\s,]+(?:and|or|the|a|an|with|of|in|to|for|at|on|by|from|as|our|your|such|including|using)$/i;

/** What a job description asks for, in its own words and order, each at most once. */
export function findRequirements(description: string): Requirement[] {
  const found = new Map<string, Requirement>();
  for (const { text, isBullet } of statements(description)) {
    for (const requirement of readStatement(text, isBullet)) {
      const key = requirement.phrase.toLowerCase();
      if (!found.has(key)) found.set(key, requirement);
    }
  }
  return [...found.values()].slice(0, MAX_REQUIREMENTS);
}

/** Sentences and list entries that may be quoted. */
export function statements(text: string): { text: string; isBullet: boolean }[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => {
      const isBullet = /^\s*(?:[-*•–·]|\d+[.)])\s+/.test(line);
      const bare = line.replace(/^\s*(?:[-*•–·]|\d+[.)])\s+/, '');
      return bare.split(/(?<=[.!?;])\s+/).map((sentence) => ({ text: oneLine(sentence), isBullet }));
    })
    .filter(({ text }) => text !== '' && isQuotable(text));
}

function readStatement(text: string, isBullet: boolean): Requirement[] {
  const doing = DOING.exec(text)?.[1];
  if (doing !== undefined && VERB.test(doing)) return toRequirements(doing, 'doing');
  const thing = THING.exec(text)?.[1];
  if (thing !== undefined) return toRequirements(thing, 'thing');
  const bare = text.replace(YEARS, '').replace(STRENGTH, '');
  if (VERB.test(text)) return isBullet ? toRequirements(text, 'doing') : [];
  const isShort = wordsOf(bare).length <= MAX_WORDS;
  return isShort && (isBullet || bare !== text) && !/:$/.test(bare) ? toRequirements(bare, 'thing') : [];
}

function toRequirements(text: string, shape: Requirement['shape']): Requirement[] {
  const phrase = clip(text);
  if (phrase === '') return [];
  if (shape === 'doing') return [{ phrase: lowerFirst(phrase, shape), shape }];
  const parts = phrase.split(/,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/).map((part) => part.trim());
  const isList =
    parts.length > 1 && parts.every((part) => wordsOf(part).length <= 2 && wordsOf(part).length > 0);
  return (isList ? parts : [phrase]).map((part) => ({ phrase: asThing(part), shape }));
}

/** At most eight words, ending where the thought ends. */
function clip(text: string): string {
  let clipped = (text.split(/[.;:!?()]|\s[-–]\s/)[0] ?? '').trim();
  if (wordsOf(clipped).length > MAX_WORDS) {
    const comma = clipped.indexOf(',');
    const isClause = comma > 0 && wordsOf(clipped.slice(0, comma)).length >= 2;
    clipped = (isClause ? clipped.slice(0, comma) : clipped).split(' ').slice(0, MAX_WORDS).join(' ');
  }
  while (DANGLING.test(clipped)) clipped = clipped.replace(DANGLING, '');
  return clipped.replace(/[,\s]+$/, '');
}

function asThing(phrase: string): string {
  const bare = phrase
    .replace(YEARS, '')
    .replace(STRENGTH, '')
    .replace(/^experience (?:with|in)\s+/i, '');
  return lowerFirst(bare.trim(), 'thing');
}

/** Endings of common nouns and adjectives. A thing with another first word may be a name, and keeps its capital. */
const COMMON_ENDING = /(?:tion|sion|ment|ing|ship|ity|ness|ence|ance|ical|ive|ent|work|skills?|en)$/;

/** For the middle of a sentence: duties begin with a verb, things perhaps with a name ("Kafka", "SQL"). */
function lowerFirst(phrase: string, shape: Requirement['shape']): string {
  const first = phrase.split(' ')[0] ?? '';
  const mayBeName = shape === 'thing' && !COMMON_ENDING.test(first);
  return mayBeName ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

const PAST =
  /^(?:led|built|ran|wrote|grew|won|set up|taught|sold|made|brought|cut|took|began|drove|oversaw|[a-z]+ed)\b/i;

/** What a résumé says the candidate did: "led the migration to Kafka". */
export function findAchievements(resume: string): string[] {
  const achievements = statements(resume)
    .map(({ text }) => clip(text.replace(/^I\s+/, '')))
    .filter((text) => PAST.test(text) && wordsOf(text).length >= 3)
    .map((text) => text.charAt(0).toLowerCase() + text.slice(1));
  return [...new Set(achievements)].slice(0, MAX_REQUIREMENTS);
}
