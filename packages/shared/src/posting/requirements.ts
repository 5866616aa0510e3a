import { type PostingLine, readPosting } from './posting-lines.ts';
import {
  asks,
  dutyVerb,
  equality,
  factLabel,
  handledMoney,
  link,
  looksFor,
  ofEmployer,
  perk,
  salary,
} from './posting-words.ts';

/** "Go". */
const shortest = 2;
const longest = 200;
/** A longer line of prose is an introduction. */
const mostLineWords = 30;

/** Words that appear in every posting and ask nothing of the candidate. */
function isAside(text: string): boolean {
  if (equality.test(text) || factLabel.test(text) || link.test(text)) return true;
  if (dutyVerb.test(text)) return false;
  return (salary.test(text) && !handledMoney.test(text)) || (perk.test(text) && !asks.test(text));
}

function isDemand({ text, isBullet, section }: PostingLine): boolean {
  if (section === 'offer' || section === 'other' || text.length < shortest || isAside(text)) return false;
  if (isBullet) return true;
  if (ofEmployer.test(text) && !looksFor.test(text)) return false;
  if (section === 'unknown') return asks.test(text);
  return asks.test(text) || text.split(' ').length <= mostLineWords;
}

/** The whole line if it fits, otherwise up to the end of a thought. */
function toPoint(text: string): string {
  const bare = text.replace(/[\s.;,]+$/, '');
  if (bare.length <= longest) return bare;
  const cut = bare.slice(0, longest);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('; '), cut.lastIndexOf(', '));
  return (end > longest / 3 ? cut.slice(0, end) : cut.slice(0, cut.lastIndexOf(' '))).trim();
}

/**
 * What a posting asks of a candidate, in its own words and unshortened: first its requirements, then its duties, each
 * at most once. The rules cover the languages of the form. For another language, only its list entries are used.
 */
export function requirementsOf(posting: string): string[] {
  const demands = readPosting(posting).filter(isDemand);
  const ordered = [
    ...demands.filter(({ section }) => section === 'requirements'),
    ...demands.filter(({ section }) => section !== 'requirements'),
  ];
  const points = new Map(
    ordered.map(({ text }) => toPoint(text)).map((point) => [point.toLowerCase(), point]),
  );
  return [...points.values()].filter((point) => point.length >= shortest);
}
