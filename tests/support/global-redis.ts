import type { TestProject } from 'vitest/node';
import { startTestRedis, type TestRedis } from './test-redis.ts';

let redis: TestRedis | undefined;

/** Vitest's global set-up: one real Redis serves all test files of a run. */
export async function setup(project: TestProject): Promise<void> {
  redis = await startTestRedis();
  project.provide('redisUrl', redis.url);
}

export async function teardown(): Promise<void> {
  await redis?.stop();
  redis = undefined;
}
