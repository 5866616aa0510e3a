/**
 * How the postings of one language say what a line is about. Each word is a regular expression, matched in any case at the
 * beginning of a word.
 */
export interface PostingLanguage {
  /** Headings that are about the candidate although their words say "about" or "get". */
  aboutCandidate: readonly string[];
  offerHeading: readonly string[];
  aboutHeading: readonly string[];
  dutyHeading: readonly string[];
  requirementHeading: readonly string[];
  /** A sentence in which the job asks for something. */
  asks: readonly string[];
  /** What the employer gives. */
  perk: readonly string[];
  /** Said of every applicant, by law. */
  equality: readonly string[];
  /** Money that the candidate would handle. */
  handledMoney: readonly string[];
  /** A sentence about the employer, unless it says whom they look for. Whole words. */
  ofEmployer: readonly string[];
  looksFor: readonly string[];
  /** A label in front of what is no requirement. Whole words at the beginning of a line. */
  factLabel: readonly string[];
}
