import { z } from 'zod';

/**
 * Why an instance cannot recognise the numbers that must not be called: its keys lack the list's; nothing says which
 * keys those are; or the list has vanished from a running Redis.
 */
export const listProblemSchema = z.enum(['key_unknown', 'canary_lost', 'list_lost']);
export type ListProblem = z.infer<typeof listProblemSchema>;
