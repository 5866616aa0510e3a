import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConversations } from '../support/conversations/conversation-file.ts';
import { type ConversationResult, expectConversation } from '../support/conversations/expect-conversation.ts';
import { createNamedVoice, namedVoiceParts } from '../support/conversations/named-voice.ts';
import { holdSpokenInterview, spokenMsPerWord } from '../support/conversations/spoken-interview.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** These are about the end of the time, or its second half, and run only in conversation time. */
const lasting = ['rambling', 'running-out-of-time', 'vague'];
/** The others are held as far as the questions, and then the candidate stops them. */
const conversations = readConversations()
  .filter(({ name }) => !lasting.includes(name))
  .map(({ expect: { phases, ...expected }, ...told }) => ({
    ...told,
    expect: {
      ...expected,
      endReason: [...expected.endReason, 'stopped_by_candidate' as const],
      ...(phases === undefined ? {} : { phases: phases.slice(0, 2) }),
    },
  }));

let stack: Stack;
let results: ReadonlyMap<string, ConversationResult | Error>;
beforeAll(async () => {
  const voice = createNamedVoice();
  stack = await startStack({ model: { parts: namedVoiceParts(voice, spokenMsPerWord) } });
  const held = conversations.map(async (conversation): Promise<[string, ConversationResult | Error]> => {
    const result = await holdSpokenInterview(stack, voice, conversation).catch((error: Error) => error);
    return [conversation.name, result];
  });
  results = new Map(await Promise.all(held));
}, 110_000);
afterAll(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
  for (const { violations } of stack.model.sessions) expect(violations).toEqual([]);
});

describe('a scripted conversation through every service, eight of them at once', () => {
  it.each(conversations)('$name: $about', (conversation) => {
    const result = results.get(conversation.name);
    if (result === undefined || result instanceof Error) throw result ?? new Error('not held');
    expectConversation(result, conversation);
  });
});
