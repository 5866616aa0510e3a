import type { ReportFailure } from '../contract/report-status.ts';

/** Why a report, or a part of one, could not be made. */
const failureWords: Readonly<Record<ReportFailure, string>> = {
  too_slow: 'The model that judges took too long.',
  unreachable: 'The model that judges could not be reached.',
  refused: 'The provider of the model refused the request. Only the operator can mend this.',
  refusal: 'The model refused to judge this interview.',
  quota: 'The provider’s quota is used up. Only the operator can mend this.',
  failed: 'The model that judges broke off, or was too busy.',
  malformed: 'What the model answered could not be read.',
  max_output_tokens: 'The model’s answer was cut off, because it became too long.',
  content_filter: 'The provider’s filter stopped the model’s answer.',
  max_messages: 'The model’s answer was cut off by its provider.',
  steered: 'The model’s answer was stopped by its provider.',
  too_expensive: 'The rest would have cost more than one report may.',
  no_money_today: 'The money for today is spent.',
  too_heavy: 'The report became too large to be kept.',
  gave_up: 'It was begun several times and never finished.',
  no_capitals: 'In this kind of writing names cannot be told from other words, so nothing can be checked.',
};

const isFailure = (word: string): word is ReportFailure => Object.hasOwn(failureWords, word);

/** The reason of a failure in words. Null: this release does not know it. */
export const toFailureWords = (reason: string): string | null =>
  isFailure(reason) ? failureWords[reason] : null;
