import type { PracticeRequest } from '@ringback/shared/contract/practice';

/** What a candidate may do about their report. Each promise resolves when the server has stored it. @throws ApiError */
export interface ReportActions {
  dispute(findingId: string, reason: string): Promise<void>;
  giveFact(questionId: string, text: string): Promise<void>;
  correct(itemId: string, text: string): Promise<void>;
  /** Starts a session that practises something of this one. Null while one starts. */
  practise: ((practice: PracticeRequest) => Promise<void>) | null;
}
