import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type DeletionReference, deletionReferenceSchema } from '../../contract/deletion-record.ts';
import { type CandidateId, candidateIdSchema, sessionIdSchema } from '../../contract/ids.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** What was asked to be erased. It is stored until it is done, and then deleted, because it names the person. */
const erasureRequestSchema = z.object({
  reference: deletionReferenceSchema,
  /** The ids of the candidate. Empty: the owner of the session is unknown. */
  owners: z.array(candidateIdSchema).max(10),
  /** The one session. Null: everything of the candidate. */
  sessionId: sessionIdSchema.nullable(),
  /** Epoch ms by Redis' clock. */
  askedAt: z.number(),
});
export type ErasureRequest = z.infer<typeof erasureRequestSchema>;

/** As long as a walk through a candidate's sessions may take before another gateway begins one too. */
const walkMs = 60_000;
/** Longer than Redis or a gateway is ever away. */
const markSeconds = 30 * 24 * 3600;

/** Stores a request before anything is erased. The same one again changes nothing. Rejects without Redis. */
export async function noteRequest(redis: ScriptedRedis, request: ErasureRequest): Promise<void> {
  const { reference, owners, sessionId } = request;
  const noting = redis.multi().hsetnx(keys.erasureRequests, reference, JSON.stringify(request));
  if (sessionId === null)
    for (const owner of owners) noting.set(keys.candidateErasure(owner), reference, 'EX', markSeconds);
  await noting.exec();
}

/** What is not done yet. An entry that cannot be read belongs to another version and is left to it. */
export async function listRequests(redis: ScriptedRedis): Promise<ErasureRequest[]> {
  const texts = await redis.hvals(keys.erasureRequests);
  return texts.flatMap((text) => {
    const request = erasureRequestSchema.safeParse(parseJson(text));
    return request.success ? [request.data] : [];
  });
}

/** Whether everything of this candidate is being erased. Rejects without Redis. */
export async function isBeingErased(redis: ScriptedRedis, owner: CandidateId): Promise<boolean> {
  return (await redis.exists(keys.candidateErasure(owner))) === 1;
}

/** False: another gateway is at it. Two at once do no harm, it only saves work. */
export async function claimWalk(redis: ScriptedRedis, reference: DeletionReference): Promise<boolean> {
  return (await redis.set(keys.erasureWalk(reference), '1', 'PX', walkMs, 'NX')) !== null;
}

export async function leaveWalk(redis: ScriptedRedis, reference: DeletionReference): Promise<void> {
  await redis.del(keys.erasureWalk(reference));
}

/** Leaves the next walk to the time `afterMs` from now, by whichever gateway. */
export async function postponeWalk(
  redis: ScriptedRedis,
  reference: DeletionReference,
  afterMs: number,
): Promise<void> {
  await redis.set(keys.erasureWalk(reference), '1', 'PX', Math.max(1, afterMs));
}

/**
 * Deletes a request that is done, and with the last one for everything of a candidate the last key that names them. From
 * the same moment on its deletion record waits for a rewrite of the file, because an earlier one would have kept these
 * keys. Rejects without Redis.
 */
export async function forgetRequest(redis: ScriptedRedis, request: ErasureRequest): Promise<void> {
  const marked = request.sessionId === null ? request.owners : [];
  const marks = marked.map(keys.candidateErasure);
  const all = [keys.erasureRequests, keys.deletionsInFile, keys.erasurePending, ...marks];
  await redis.forgetRequest(all.length, ...all, request.reference, randomUUID(), ...marked);
}
