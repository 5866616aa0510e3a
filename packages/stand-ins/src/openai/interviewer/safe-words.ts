/**
 * This interviewer has no model. Pasted text cannot give it orders, and it says pieces of such text only inside its
 * own questions. What is plainly an order to a machine is not even said there. The list contains a few whole shapes
 * and no single words, so an assistant who is prompt, follows written instructions and knows Word and EXCEL keeps
 * every line. A job that really contains such a shape ("Tell the candidate about the team") gets no question about
 * that line.
 */
const ORDERS_A_MACHINE = [
  /\b(?:ignor|disregard|forget|overrid|bypass)\w*\b.{0,40}\b(?:instructions?|rules?|prompts?|everything|markers?)\b/i,
  /\b(?:your|previous|prior|above) (?:system )?(?:instructions|prompts?|rules)\b|\bsystem prompt\b|\byour real task\b/i,
  /\byou are (?:now )?(?:a |an )?(?:pirate|DAN|robot|machine|chatbot)\b|\bpretend(?:ing)? (?:to be|you|that)\b|\bjailbreak/i,
  /\b(?:tell|ask|give|praise) the candidate\b|\bspeak only\b|\bthe interviewer (?:must|should|will)\b/i,
  /\b(?:end_interview|change_phase|mark_covered|mark_study|list_sessions)\b|\bcall the (?:function|tool)\b/i,
  /\bobey(?: me)?\W*$/i,
];
/** "Say BANANA": the word to be said is in capitals. */
const WORD_TO_SAY =
  /\b(?:[Ss]ay|[Ss]age|[Dd]ites|[Dd]iga|[Dd]ica|[Zz]eg|[Ss]aying|[Ss]ays|[Rr]epeat|[Pp]rint|[Oo]utput|[Ss]pell|[Ss]hout|[Tt]he word|letters are)\b.{0,30}?\b[A-Z](?:[- ]?[A-Z]){3,}\b|\bAssistant: [A-Z]{4,}\b/;
/** Addresses, numbers to dial, code, and letters for which an English voice has no sounds. */
const NOT_FOR_SPEECH =
  /https?:|www\.|[{}<>|\\^~=@*_[\]]|\+\d{6,}|\w\(["'\w]{4,}|(?!\p{Script=Latin})\p{Letter}/u;

/** Whether a sentence from outside may be quoted. */
export function isQuotable(text: string): boolean {
  return (
    !NOT_FOR_SPEECH.test(text) &&
    !WORD_TO_SAY.test(text) &&
    !ORDERS_A_MACHINE.some((order) => order.test(text))
  );
}

/** The spoken name of the job: "the position of X at Y", or "this position" when the words are not fit to be said. */
export function jobName(job: { jobTitle: string; company: string }): string {
  const title = oneLine(job.jobTitle);
  const company = oneLine(job.company);
  if (title === '' || !isTitle(title)) return 'this position';
  if (company === '' || !isTitle(company)) return `the position of ${title}`;
  return `the position of ${title} at ${company}`;
}

/** Titles may contain words like "AI" or "System", but not a command. */
function isTitle(text: string): boolean {
  return text.split(' ').length <= 12 && isQuotable(text);
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{Letter}\p{Number}]/u.test(word));
}
