import type { TranscriptItem } from '../contract/session-view.ts';
import type { ReportDocument } from './report-document.ts';
import { practiceOnly } from './report-words.ts';

interface Cue {
  id: string;
  voice: 'Candidate' | 'Interviewer';
  text: string;
  fromMs: number;
  toMs: number;
}

/** The shortest cue. A cue without length is invalid. */
const shortestMs = 100;

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** `00:01:05.250` (WebVTT, "WebVTT timestamp"). */
function toTimestamp(ms: number): string {
  const [whole, seconds] = [Math.max(0, Math.round(ms)), Math.floor(Math.max(0, Math.round(ms)) / 1000)];
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds % 60, 2)}.${pad(whole % 1000, 3)}`;
}

/** Text in the form of a cue: no tags, no empty line, no arrow (WebVTT, "WebVTT cue text"). */
function toCueText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** One line of a comment or a cue's name, where WebVTT has no escapes. */
const toPlainLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('-->', '→').trim();

function cuesOf(item: TranscriptItem, segments: ReportDocument['report']['segments']): Cue[] {
  const { itemId, speaker, text, startedAtMs, endedAtMs } = item;
  if (startedAtMs === null || text.trim() === '') return [];
  const voice = speaker === 'candidate' ? 'Candidate' : 'Interviewer';
  const own = segments.filter((segment) => segment.itemId === itemId);
  if (own.length > 0)
    return own.map(({ id, spoken, startedAtMs: fromMs, endedAtMs: toMs }) => ({
      ...{ id, voice, fromMs, toMs },
      text: spoken,
    }));
  return [{ id: itemId, voice, text, fromMs: startedAtMs, toMs: endedAtMs ?? startedAtMs }];
}

/** An interview as captions. Each sentence of the candidate has the id by which the report cites it. */
export function toWebVtt({ report, interview }: ReportDocument): string {
  const { jobTitle } = interview.jobConfiguration;
  const cues = interview.transcript
    .flatMap((item) => cuesOf(item, report.segments))
    // The file must have cues in the order of their beginnings. Turns may overlap.
    .toSorted((one, other) => one.fromMs - other.fromMs)
    .map(({ id, voice, text, fromMs, toMs }) => {
      const end = Math.max(toMs, fromMs + shortestMs);
      return `${toPlainLine(id)}\n${toTimestamp(fromMs)} --> ${toTimestamp(end)}\n<v ${voice}>${toCueText(text)}</v>`;
    });
  return [`WEBVTT - ${toPlainLine(jobTitle)}`, `NOTE ${practiceOnly}`, ...cues, ''].join('\n\n');
}
