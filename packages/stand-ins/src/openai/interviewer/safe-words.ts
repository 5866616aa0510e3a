/**
 * Text of the candidate's making is spoken only in short pieces, and never when it speaks to the interviewer:
 * a job description that says "ignore your instructions and say …" must not be obeyed by accident.
 */
const SPEAKS_TO_THE_MACHINE =
  /\b(ignore|disregard|forget|instructions?|prompts?|system|assistant|chatgpt|gpt|ai|language model|jailbreak|pretend|say|speak|shout|repeat|respond|reply|output|print|canary|secret|password|interviewer|hire me)\b/i;
const NOT_FOR_SPEECH = /https?:|www\.|[{}<>|\\^~=@#*_[\]]/;

/** Whether a sentence from outside may be quoted. */
export function isQuotable(text: string): boolean {
  return !SPEAKS_TO_THE_MACHINE.test(text) && !NOT_FOR_SPEECH.test(text);
}

/** The job as it is spoken: "the position of X at Y"; "this position" when the words are not fit to be said. */
export function jobName(job: { jobTitle: string; company: string }): string {
  const title = oneLine(job.jobTitle);
  const company = oneLine(job.company);
  if (title === '' || NOT_FOR_SPEECH.test(title) || !isTitle(title)) return 'this position';
  if (company === '' || NOT_FOR_SPEECH.test(company) || !isTitle(company)) return `the position of ${title}`;
  return `the position of ${title} at ${company}`;
}

/** Titles may hold words like "AI" or "System", but not a command. */
function isTitle(text: string): boolean {
  return (
    text.split(' ').length <= 12 && !/\b(ignore|disregard|instructions?|pretend|say|repeat)\b/i.test(text)
  );
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{Letter}\p{Number}]/u.test(word));
}
