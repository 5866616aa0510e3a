import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';

/** Says whom one talks to: a stand-in must not be taken for the real thing, or the other way round. */
export function ModeBadge({ modes }: Pick<RunTimeConfiguration, 'modes'>) {
  return (
    <span className="badge">
      {modes.model === 'live' ? 'Interviewer: live AI model' : 'Interviewer: local, on this machine'}
    </span>
  );
}
