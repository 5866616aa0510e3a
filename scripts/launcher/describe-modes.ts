import { type LauncherSettings, secretsFile } from './settings.ts';

const MODEL = {
  live: 'OpenAI (OPENAI_API_KEY is set)',
  given: 'the Realtime server of OPENAI_REALTIME_URL',
  local: 'local stand-in (set OPENAI_API_KEY for the real model)',
};
const CARRIER = {
  twilio: 'Twilio',
  local: 'local stand-in, no real phone rings (set the TWILIO_ variables and PUBLIC_URL for real calls)',
  off: 'off: the carrier cannot reach this machine (set the TWILIO_ variables and PUBLIC_URL)',
};

/** What `npm start` prints when everything is up: the address, and which parts are real. */
export function describeModes(settings: LauncherSettings, redis: string): string[] {
  const { mode, ports, model, carrier, dataDir } = settings;
  const tokenPlace = mode === 'local' ? secretsFile(dataDir) : 'the environment';
  return [
    `ready: open http://localhost:${ports.WEB_PORT}`,
    `  interviewer  ${MODEL[model]}`,
    `  phone line   ${CARRIER[carrier]}`,
    `  Redis        ${redis}`,
    `  data, logs   ${dataDir}`,
    `  operator     http://localhost:${ports.WEB_PORT}/operator, the token is OPERATOR_TOKEN in ${tokenPlace}`,
    '  Ctrl-C stops everything; a second Ctrl-C does not wait for calls to end',
  ];
}
