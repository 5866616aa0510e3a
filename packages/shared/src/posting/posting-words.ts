import { dutch } from './words/dutch.ts';
import { english } from './words/english.ts';
import { french } from './words/french.ts';
import { german } from './words/german.ts';
import { italian } from './words/italian.ts';
import { portuguese } from './words/portuguese.ts';
import type { PostingLanguage } from './words/posting-language.ts';
import { spanish } from './words/spanish.ts';

/** The words by which a posting is read, in the languages of the form at once: a posting mixes them. */
const languages = [english, german, spanish, french, italian, dutch, portuguese];

const anyOf = (kind: keyof PostingLanguage) => languages.flatMap((language) => language[kind]).join('|');
const begins = (kind: keyof PostingLanguage) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(kind)})`, 'iu');
const whole = (kind: keyof PostingLanguage) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(kind)})(?![\\p{L}\\p{N}])`, 'iu');

export const aboutCandidate = begins('aboutCandidate');
export const offerHeading = begins('offerHeading');
export const aboutHeading = begins('aboutHeading');
export const dutyHeading = begins('dutyHeading');
export const requirementHeading = begins('requirementHeading');

export const asks = begins('asks');
export const perk = begins('perk');
export const equality = begins('equality');
export const handledMoney = begins('handledMoney');
export const ofEmployer = whole('ofEmployer');
export const looksFor = begins('looksFor');

/** A label in front of what is no requirement. */
export const factLabel = new RegExp(`^(?:${anyOf('factLabel')})\\b[^:]{0,20}:`, 'iu');

/** What a duty begins with, in English. */
export const dutyVerb =
  /^(?:act|administer|advise|analy[sz]e|answer|arrange|assist|book|build|calculate|care|clean|coach|collaborate|collect|communicate|conduct|contribute|coordinate|create|define|deliver|deploy|design|develop|document|draft|draw|drive|ensure|establish|evaluate|follow|greet|guide|handle|help|hire|identify|implement|improve|inspect|install|keep|lead|liaise|maintain|manage|measure|mentor|monitor|negotiate|operate|organi[sz]e|oversee|own|partner|perform|plan|prepare|present|prioriti[sz]e|process|produce|promote|provide|recommend|report|represent|research|resolve|respond|review|run|schedule|sell|serve|set|ship|solve|supervise|support|take|teach|test|track|train|translate|troubleshoot|update|work(?! from)|write)\b/i;

const money = '(?:[$€£]\\s?\\d|\\d[\\d.,]*\\s?(?:k\\b|€|£|\\$|eur\\b|usd\\b|gbp\\b|euro))';
const period =
  '(?:per|an?|pro|por|par|all.|/|im|al)\\s?(?:year|month|hour|annum|week|jahr|monat|stunde|año|mes\\b|an\\b|mois|anno|mese|jaar|maand|uur|ano|mês|hora)|p\\.?a\\.|brutto|bruto|brut|lord|gross|annual|yearly';
export const salary = new RegExp(`${money}.*(?:${period})|(?:${period}).*${money}|^${money}`, 'iu');

export const link = /https?:|www\.|\S+@\S+\.\S/i;
