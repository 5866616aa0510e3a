import type { ApiClient } from '@ringback/shared/client/api-client';

/** A link by which the owner of a session lets a coach read along. */
export type ShareLink = Awaited<ReturnType<ApiClient['shares']>>['shares'][number];
