import type { Mind } from '../parts.ts';
import { decide } from './decide.ts';
import { elapsedMs, readFacts } from './facts.ts';
import { parsePlan } from './interview-plan.ts';
import { readState } from './interview-state.ts';
import { type JobConfiguration, parseJobConfiguration, UNKNOWN_JOB } from './job-configuration.ts';
import { NO_SIDE_WORK } from './phrases.ts';
import { findAchievements, findRequirements, statements } from './requirements.ts';
import { wordsOf } from './safe-words.ts';
import { readOrder, timeMark } from './time-plan.ts';
import { toolCallsFor } from './tool-calls.ts';

/** Words that the recogniser may correct to; more would find matches everywhere. */
const MAX_VOCABULARY = 200;

/**
 * The interviewer that needs no model: rules over the conversation, nothing remembered and nothing invented.
 * One can serve any number of sessions.
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
      };
      const facts = await readFacts(context);
      const state = readState(facts, job);
      const mark = timeMark(elapsedMs(facts, context.audioPositionMs), job.lengthMinutes);
      const override = context.override === null ? null : readOrder(withoutBlock(context.override));
      const decision = decide({ job, state, mark, trigger: context.trigger, override });
      return {
        text: decision.text,
        toolCalls: toolCallsFor(decision, state, context.tools),
      };
    },
    vocabulary: (configuration) =>
      vocabularyOf(parseJobConfiguration(configuration.instructions) ?? UNKNOWN_JOB),
  };
}

/** Job and plan are material; only what stands outside them is an order. */
function withoutBlock(instructions: string): string {
  return instructions.replaceAll(/^<(job_configuration|interview_plan)>[\s\S]*?^<\/\1>/gm, '');
}

/** Names and terms of the job that a candidate is likely to say. */
function vocabularyOf(job: JobConfiguration): string[] {
  const phrases = [
    job.jobTitle,
    job.company,
    ...findRequirements(job.jobDescription).map((requirement) => requirement.phrase),
    ...findAchievements(job.resume),
  ];
  // A capital inside a sentence is a name; at its beginning it says nothing.
  const names = statements(`${job.jobDescription}\n${job.resume}`).flatMap(
    ({ text }) => text.match(/(?<=[a-z0-9,;)] )[A-Z][\w.+#-]*[\w+#]/g) ?? [],
  );
  const words = [...phrases.flatMap(wordsOf), ...names].map((word) => word.replace(/^[^\w]+|[^\w+#]+$/g, ''));
  return [...new Set(words)].filter((word) => word.length >= 4).slice(0, MAX_VOCABULARY);
}
