import type { FunctionTool } from '../protocol/session-configuration.ts';
import type { Decision } from './decision.ts';
import type { InterviewState } from './interview-state.ts';

interface Call {
  name: string;
  arguments: Record<string, string>;
}

/** The words for an ending that a tool may know, best first. */
const REASONS = {
  completed: ['completed', 'finished', 'done'],
  time_limit: ['time_limit', 'time_up', 'completed'],
  absent: ['completed'],
  stopped: [
    'candidate_asked',
    'stopped_by_candidate',
    'candidate_stopped',
    'hung_up_by_candidate',
    'candidate_request',
    'completed',
  ],
} as const;

/**
 * The function calls that go with a decision, if the session offers them. Each is made only when it says something
 * new.
 */
export function toolCallsFor(
  decision: Decision,
  state: InterviewState,
  tools: readonly FunctionTool[],
): Call[] {
  const calls: Call[] = [];
  const phaseTool = tools.find((tool) => tool.name === 'change_phase');
  if (phaseTool !== undefined && decision.phase !== state.signalledPhase) {
    calls.push({ name: phaseTool.name, arguments: { phase: pick(phaseTool, 'phase', [decision.phase]) } });
  }
  const coverTool = tools.find((tool) => tool.name === 'mark_covered');
  const covered = coveredPoint(decision, state);
  if (coverTool !== undefined && covered !== null) {
    calls.push({ name: coverTool.name, arguments: { point: covered } });
  }
  const studyTool = tools.find((tool) => tool.name === 'mark_study');
  if (studyTool !== undefined && decision.step !== undefined)
    calls.push({ name: studyTool.name, arguments: { step: pick(studyTool, 'step', [decision.step]) } });
  const endTool = tools.find((tool) => tool.name === 'end_interview');
  if (endTool !== undefined && decision.ending !== null && !state.hasCalledEnd) {
    calls.push({
      name: endTool.name,
      arguments: { reason: pick(endTool, 'reason', REASONS[decision.ending]) },
    });
  }
  return calls;
}

/** The point that the last question was about, when the interview moves on from it. */
function coveredPoint(
  decision: Decision,
  { current, unanswered, remaining, phase }: InterviewState,
): string | null {
  if (current?.pointId === undefined || unanswered.length === 0) return null;
  const movesOn =
    decision.phase !== phase || remaining.some((question) => decision.text.includes(question.text));
  return !movesOn || /^(No problem|Let us go on)\./.test(decision.text) ? null : current.pointId;
}

/** The best word that the tool's schema allows. The best of all when the schema lists none. */
function pick(tool: FunctionTool, property: string, wanted: readonly string[]): string {
  const allowed = enumOf(tool.parameters, property);
  return wanted.find((word) => allowed?.includes(word)) ?? (allowed?.[0] || wanted[0]) ?? '';
}

function enumOf(parameters: unknown, property: string): string[] | null {
  const values = read(read(read(parameters, 'properties'), property), 'enum');
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : null;
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
