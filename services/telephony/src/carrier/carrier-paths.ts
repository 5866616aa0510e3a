/** The paths below PUBLIC_URL at which the carrier reaches telephony. Part of the interface. */
export const carrierPaths = {
  voice: '/twilio/voice',
  ready: '/twilio/ready',
  code: '/twilio/code',
  resume: '/twilio/resume',
  status: '/twilio/status',
  machine: '/twilio/machine',
  media: '/twilio/media',
  fallback: '/twilio/fallback',
} as const;

export const browserMediaPath = '/browser/media';
