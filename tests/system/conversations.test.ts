import { describe, expect, it } from 'vitest';
import { readConversations } from '../support/conversations/conversation-file.ts';
import { expectConversation } from '../support/conversations/expect-conversation.ts';
import { holdInterview } from '../support/conversations/virtual-interview.ts';

const conversations = readConversations();
/** How far from its length an interview may end when its time runs out. */
const toleranceMs = 30_000;

describe('a scripted conversation, from greeting to goodbye', () => {
  it('exists in at least ten kinds', () => expect(conversations.length).toBeGreaterThanOrEqual(10));

  it.each(conversations)('$name: $about', async (conversation) => {
    const lengthMs = conversation.jobConfiguration.lengthMinutes * 60_000;
    const result = await holdInterview(conversation, lengthMs + 2 * 60_000);
    expectConversation(result, conversation);
    const [earliest, latest] = conversation.expect.endsWithinMs;
    expect(latest).toBeLessThanOrEqual(lengthMs + toleranceMs);
    expect(result.endedAtMs).toBeGreaterThanOrEqual(earliest);
    expect(result.endedAtMs).toBeLessThanOrEqual(latest);
  });
});
