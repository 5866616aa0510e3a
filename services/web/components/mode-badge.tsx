import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';

/** Says who the interviewer is. A stand-in must not be taken for the real one, nor the real one for a stand-in. */
export function ModeBadge({ modes }: Pick<RunTimeConfiguration, 'modes'>) {
  return (
    <span className="badge">
      {modes.model === 'live' ? 'Interviewer: live AI model' : 'Interviewer: local, on this machine'}
    </span>
  );
}
