/** What a candidate may do about their report; each resolves when the server has it. @throws ApiError */
export interface ReportActions {
  dispute(findingId: string, reason: string): Promise<void>;
  correct(itemId: string, text: string): Promise<void>;
}
