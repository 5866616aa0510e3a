import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { JudgedSeniority } from '@ringback/shared/contract/report';
import type { Seniority } from '@ringback/shared/report/rubric/dimension';

/** Words of a job title, in the languages of postings. A title of another kind ("senior care") is left out. */
const inTitle: Readonly<Record<Seniority, RegExp>> = {
  entry:
    /\b(?:junior|jr|entry[- ]level|trainee|apprentice|intern|internship|working student|graduate (?:engineer|analyst|developer|programme|program|scheme)|werkstudent(?:in)?|praktikant(?:in)?|berufseinsteiger(?:in)?|azubi|stagiaire|tirocinante|becari[oa]|estagi[aá]ri[oa])\b/iu,
  experienced: /\b(?:mid[- ]level|mid[- ]senior|intermediate|experienced|berufserfahrene?r?)\b/iu,
  senior:
    /(?<!mid[- ])\bsenior\b(?![- ](?:care|living|citizens?|home|level care))|\b(?:sr|principal|staff (?:software )?engineer|head of|director|vice president|chief|tech(?:nical)? lead|team lead|lead (?:engineer|developer|designer|architect|analyst)|leiter(?:in)?|teamleiter(?:in)?|directeur|directrice|directora)\b/iu,
};

/** A line of a posting that names it, such as "Seniority level: Entry level". */
const label =
  /^\W*(?:seniority(?: level)?|experience level|career level|job level|karriere(?:stufe|level)|niveau d.exp[ée]rience|nivel de experiencia)\s*[:–-]?\s*(.*)$/iu;
const inLabel: Readonly<Record<Seniority, RegExp>> = {
  entry: /\b(?:entry|junior|intern(?:ship)?|graduate|trainee|berufseinsteiger|einsteiger|d[ée]butant)/iu,
  experienced: /\b(?:mid|intermediate|experienced|berufserfahren|confirm[ée])/iu,
  senior: /(?<!mid[- ])\b(?:senior|director|executive|lead|principal|f[üu]hrungskraft)\b/iu,
};

/** The one that a text names. Null: none, or several. */
function onlyOne(text: string, words: Readonly<Record<Seniority, RegExp>>): Seniority | null {
  const named = (['entry', 'experienced', 'senior'] as const).filter((one) => words[one].test(text));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function statedIn(description: string): Seniority | null {
  const lines = description.split('\n').map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    const found = label.exec(line);
    // Copied postings have the value on the next line.
    const value = found === null ? '' : found[1] || (lines[index + 1] ?? '');
    const stated = onlyOne(value, inLabel);
    if (stated !== null) return stated;
  }
  return null;
}

const byDifficulty: Readonly<Record<JobConfiguration['difficulty'], Seniority>> = {
  1: 'entry',
  2: 'experienced',
  3: 'senior',
};

/** The parts of a job that tell how senior it is. */
export type SeniorJob = Pick<JobConfiguration, 'jobTitle' | 'jobDescription' | 'difficulty'>;

/**
 * How senior a job is: as its title says it, else a labelled line of its posting. Where neither does, the difficulty of
 * the interview stands for it.
 */
export function toSeniority({ jobTitle, jobDescription, difficulty }: SeniorJob): JudgedSeniority & {
  level: Seniority;
} {
  const stated = onlyOne(jobTitle, inTitle) ?? statedIn(jobDescription);
  return stated === null
    ? { level: byDifficulty[difficulty], from: 'difficulty' }
    : { level: stated, from: 'job' };
}
