import type { Mind } from '../parts.ts';
import { decide } from './decide.ts';
import { elapsedMs, readFacts } from './facts.ts';
import { parsePlan } from './interview-plan.ts';
import { readState } from './interview-state.ts';
import { type JobConfiguration, parseJobConfiguration, UNKNOWN_JOB } from './job-configuration.ts';
import { NO_SIDE_WORK } from './phrases.ts';
import { parsePractised } from './practised.ts';
import { findAchievements, findRequirements, statements } from './requirements.ts';
import { wordsOf } from './safe-words.ts';
import { readOrder, timeMark } from './time-plan.ts';
import { toolCallsFor } from './tool-calls.ts';

/** Words that the recogniser may correct to. With more, it would find matches everywhere. */
const MAX_VOCABULARY = 200;

/**
 * The interviewer that needs no model: rules over the conversation, with nothing remembered and nothing invented. One
 * can serve any number of sessions.
 */
export function createLocalInterviewer(): Mind {
  return {
    async answer(context) {
      if (context.isSideResponse) return { text: NO_SIDE_WORK };
      const job = {
        ...(parseJobConfiguration(context.instructions) ??
          parseJobConfiguration(context.configuration.instructions) ??
          UNKNOWN_JOB),
        plan: parsePlan(context.instructions) ?? parsePlan(context.configuration.instructions),
        practised: parsePractised(context.instructions) ?? parsePractised(context.configuration.instructions),
      };
      const facts = await readFacts(context);
      const state = readState(facts, job);
      const lastedMs = elapsedMs(facts, context.audioPositionMs);
      const mark = timeMark(lastedMs, job);
      const override = context.override === null ? null : readOrder(withoutBlock(context.override));
      const decision = decide({ job, state, mark, elapsedMs: lastedMs, trigger: context.trigger, override });
      return {
        text: decision.text,
        toolCalls: toolCallsFor(decision, state, context.tools),
      };
    },
    vocabulary: (configuration) =>
      vocabularyOf(parseJobConfiguration(configuration.instructions) ?? UNKNOWN_JOB),
  };
}

/** Job, plan and practice are material. Only what stands outside them is an order. */
function withoutBlock(instructions: string): string {
  return instructions.replaceAll(/^<(job_configuration|interview_plan|practice)>[\s\S]*?^<\/\1>/gm, '');
}

/**
 * Names and terms of the job that a candidate is likely to say. The recogniser writes them as they stand here, so only
 * names get capitals. It is unknown whether a title, or the first word of a line, is a name.
 */
function vocabularyOf(job: JobConfiguration): string[] {
  const texts = statements(`${job.jobDescription}\n${job.resume}`);
  // A capital inside a sentence marks a name. At the beginning, and in a line of capitals, it says nothing.
  const inside = texts
    .filter((text) => !isTitleCase(text))
    .flatMap((text) => text.match(/(?<=[a-z0-9,;)] )[A-Z][\w.+#-]*[\w+#]/g) ?? []);
  const names = new Map(
    [...wordsOf(job.company), ...inside].map(bare).map((name) => [name.toLowerCase(), name]),
  );
  const phrases = [
    job.jobTitle,
    ...findRequirements(job.jobDescription).map((requirement) => requirement.phrase),
    ...findAchievements(job.resume),
  ];
  const written = (word: string) =>
    names.get(word.toLowerCase()) ?? (isMixed(word) ? word : word.toLowerCase());
  const words = [...phrases.flatMap(wordsOf).map(bare).map(written), ...names.values()];
  return [...new Set(words)].filter((word) => word.length >= 4).slice(0, MAX_VOCABULARY);
}

const bare = (word: string) => word.replace(/^[^\w]+|[^\w+#]+$/g, '');
/** Words like "PostgreSQL", "AWS" and "S3" are written like this everywhere. */
const isMixed = (word: string) => /.[A-Z\d]/.test(word);
const isTitleCase = (text: string) => {
  const words = wordsOf(text).filter((word) => word.length >= 4);
  return words.length >= 2 && words.every((word) => /^[^a-z]/.test(word));
};
