import { type InterviewMode, isStudy } from '@ringback/shared/contract/interview-mode';

/** The mode of the earlier session, as a further parameter of the form's address. Empty for an exam. */
export const toModeQuery = (session: Parameters<typeof isStudy>[0]): string =>
  isStudy(session) ? '&mode=study' : '';

/** Reads it back from an address, which anybody may have written. @param search `?previous=…&mode=study` */
export const readModeQuery = (search: string): InterviewMode =>
  new URLSearchParams(search).get('mode') === 'study' ? 'study' : 'exam';
