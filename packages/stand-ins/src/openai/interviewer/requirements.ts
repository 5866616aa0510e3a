import { readPosting } from '@ringback/shared/posting/posting-lines';
import { dutyVerb } from '@ringback/shared/posting/posting-words';
import { requirementsOf } from '@ringback/shared/posting/requirements';
import { isQuotable, oneLine, wordsOf } from './safe-words.ts';

/** Something that the job asks for: a thing to know ("Kafka") or something to do ("lead a team"). */
export interface Requirement {
  phrase: string;
  shape: 'thing' | 'doing';
}

const MAX_REQUIREMENTS = 12;
const MAX_WORDS = 12;

const THING =
  /\b(?:experience (?:with|in|of)|knowledge of|proficien(?:t|cy) (?:in|with)|familiar(?:ity)? with|understanding of|expertise in|background in|skilled (?:in|at)|skills in|track record (?:of|in)|responsible for|working with)\s+(.+)/i;
const DOING = /\b(?:you will(?: be able to)?|you'll|ability to|able to|you would|expected to)\s+(.+)/i;
const BE = /^be\s/i;
const STRENGTH =
  /^(?:a |an |the )?(?:very |exceptionally )?(?:strong|excellent|good|great|solid|proven|deep|outstanding|basic|fluent|demonstrated)\s+/i;
const YEARS =
  /^(?:at least |minimum |over )?\d+\s*(?:\+|or more)?\s*(?:-\s*\d+\s*)?years?(?:'|’)?\s*(?:of\s+)?/i;
const DANGLING =
  /[\s,]+(?:and|or|the|a|an|with|of|in|to|for|at|on|by|from|as|our|your|such|including|using)$/i;

/** What a job description asks for, in its own words, each at most once. */
export function findRequirements(description: string): Requirement[] {
  const found = new Map<string, Requirement>();
  for (const text of requirementsOf(description).filter(isQuotable)) {
    for (const requirement of readDemand(text)) {
      // "3+ years of Java" and "5+ years of Java" are two: the second keeps its figure.
      const isKnown = found.has(requirement.phrase.toLowerCase());
      const kept = isKnown ? { ...requirement, phrase: clip(text) } : requirement;
      if (kept.phrase !== '' && !found.has(kept.phrase.toLowerCase()))
        found.set(kept.phrase.toLowerCase(), kept);
    }
  }
  return [...found.values()].slice(0, MAX_REQUIREMENTS);
}

/** One point of a plan in a form that can be asked about. Null when it is not fit to be said. */
export function toRequirement(point: string): Requirement | null {
  if (!isQuotable(point)) return null;
  const { phrase, shape } = readShape(point);
  return phrase === '' ? null : { phrase, shape };
}

/** Sentences and list entries that may be quoted. */
export function statements(text: string): string[] {
  return readPosting(text)
    .flatMap((line) => line.text.split(/(?<=[.!?;])\s+/))
    .map(oneLine)
    .filter((statement) => statement !== '' && isQuotable(statement));
}

function readShape(text: string): Requirement {
  const doing = DOING.exec(text)?.[1];
  if (doing !== undefined) return { phrase: lowerFirst(clip(doing), 'doing'), shape: 'doing' };
  const thing = THING.exec(text)?.[1];
  if (thing !== undefined) return { phrase: asThing(clip(thing)), shape: 'thing' };
  if (dutyVerb.test(text) || BE.test(text))
    return { phrase: lowerFirst(clip(text), 'doing'), shape: 'doing' };
  return { phrase: asThing(clip(text)), shape: 'thing' };
}

/** "SQL, Kafka and Postgres" are three things. */
function readDemand(text: string): Requirement[] {
  const whole = readShape(text);
  if (whole.shape === 'doing') return [whole];
  const parts = whole.phrase.split(/,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/).map((part) => part.trim());
  const isList =
    parts.length > 1 && parts.every((part) => wordsOf(part).length <= 2 && wordsOf(part).length > 0);
  return (isList ? parts : [whole.phrase]).map((phrase) => ({ phrase, shape: 'thing' }));
}

/** At most twelve words, ending at the end of a thought. */
function clip(text: string): string {
  let clipped = (text.split(/\.\s|[;:!?()]|\s[-–]\s/)[0] ?? '').trim().replace(/\.$/, '');
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
  return lowerFirst(bare.trim() || phrase, 'thing');
}

/**
 * Endings of common nouns and adjectives. A thing whose first word ends otherwise may be a name and keeps its capital.
 */
const COMMON_ENDING = /(?:tion|sion|ment|ing|ship|ity|ness|ence|ance|ical|ive|ent|ant|work|skills?|en)$/;

/** For the middle of a sentence. Duties begin with a verb, things perhaps with a name ("Kafka", "SQL"). */
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
    .map((text) => clip(text.replace(/^I\s+/, '')))
    .filter((text) => PAST.test(text) && wordsOf(text).length >= 3)
    .map((text) => text.charAt(0).toLowerCase() + text.slice(1));
  return [...new Set(achievements)].slice(0, MAX_REQUIREMENTS);
}
