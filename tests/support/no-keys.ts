/**
 * Keeps a developer's keys out of a test that starts the product. A set variable wins over `.env`, and an empty one
 * means "not set".
 */
export const NO_KEYS: Readonly<Record<string, string>> = {
  REDIS_URL: '',
  OPENAI_API_KEY: '',
  OPENAI_REALTIME_URL: '',
  OPENAI_BASE_URL: '',
  TWILIO_ACCOUNT_SID: '',
  TWILIO_AUTH_TOKEN: '',
  TWILIO_PHONE_NUMBER: '',
  TWILIO_API_BASE_URL: '',
  PUBLIC_URL: '',
  RINGBACK_MODE: '',
};
