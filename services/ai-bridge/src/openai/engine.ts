import { openaiPrices } from '@ringback/shared/contract/published-prices';
import type { ModelEngine } from '../domain/model-port.ts';
import { findAnnouncedEnd } from './model-ends.ts';
import { createPlanClient, requestPlan } from './plan-request.ts';
import { RealtimeSocket } from './realtime-socket.ts';
import { createReportModel } from './report-model.ts';
import { checkSettings, type OpenaiSettings, settings } from './settings.ts';

const realtimeUrl = 'wss://api.openai.com/v1/realtime';
const standInKey = 'local-stand-in';

/** A model makes the plans if one is configured. */
function toAskForPlan(given: OpenaiSettings): ModelEngine['askForPlan'] {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_PLAN_MODEL: model } = given;
  if (model === 'none' || (apiKey === undefined && baseUrl === undefined)) return null;
  const client = createPlanClient({ apiKey: apiKey ?? standInKey, baseUrl: baseUrl ?? null });
  return (jobConfiguration, signal) => requestPlan(client, { model, jobConfiguration, signal });
}

/** Reports are judged by a model where there is one to ask; the stand-in answers by rules. */
function toReportModel(given: OpenaiSettings): ModelEngine['reports'] {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_REPORT_MODEL: judge } = given;
  if (judge === 'none' || (apiKey === undefined && baseUrl === undefined)) return null;
  const client = createPlanClient({ apiKey: apiKey ?? standInKey, baseUrl: baseUrl ?? null });
  const kind = apiKey === undefined ? 'rules' : 'model';
  return createReportModel(client, { kind, judge, support: given.OPENAI_CHECK_MODEL });
}

function createEngine(given: OpenaiSettings): ModelEngine {
  const models = {
    interviewer: given.OPENAI_REALTIME_MODEL,
    transcriber: given.OPENAI_TRANSCRIPTION_MODEL,
    planner: given.OPENAI_PLAN_MODEL,
  };
  const address = {
    url: given.OPENAI_REALTIME_URL ?? realtimeUrl,
    apiKey: given.OPENAI_API_KEY ?? standInKey,
    model: models.interviewer,
    transcriptionModel: models.transcriber,
    voices: given.OPENAI_VOICES,
  };
  return {
    models,
    prices: openaiPrices,
    announcedEnds: [...Object.values(models), given.OPENAI_REPORT_MODEL, given.OPENAI_CHECK_MODEL].flatMap(
      (model) => {
        const on = findAnnouncedEnd(model);
        return on === undefined ? [] : [{ model, on }];
      },
    ),
    isStandIn: given.OPENAI_API_KEY === undefined,
    open: (listener) => new RealtimeSocket(address, listener),
    askForPlan: toAskForPlan(given),
    reports: toReportModel(given),
  };
}

/** OpenAI: speech to speech through the Realtime API, plans through the Responses API. */
export const openai = { settings, checkSettings, createEngine };
