import type { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import type { telephonyConfigSchema } from '../../services/telephony/src/config.ts';

/** Keys of a product under test, in a start's environment. */
export const testKeys = {
  COOKIE_SECRET: 'cookie-secret-for-tests',
  DATA_ENCRYPTION_KEY: 'data-encryption-key-for-tests',
  NUMBER_HASH_KEY: 'number-hash-key-for-tests',
  LINK_SECRET: 'link-secret-for-tests',
};

/** Every limit on what one visitor may take is off. A test sets only the limit that it is about. */
export const limitsOff = {
  SESSION_STARTS_PER_10_MINUTES: '0',
  UPGRADES_PER_MINUTE: '0',
  UPGRADES_PER_SECOND: '0',
  NEW_CANDIDATES_PER_MINUTE: '0',
  TICKETS_PER_MINUTE: '0',
  MAX_VIEWERS_PER_SESSION: '0',
  MAX_VIEWERS_PER_CANDIDATE: '0',
  CONFIGURATION_CHANGES_PER_MINUTE: '0',
  CONFIGURATION_CHANGES_PER_SESSION: '0',
  REPORTS_AGAIN_PER_DAY: '0',
  READS_PER_MINUTE: '0',
  SENT_MIB_PER_MINUTE: '0',
  LIVE_SESSIONS_PER_CANDIDATE: '0',
  LIVE_SESSIONS_PER_ADDRESS: '0',
  LIVE_SESSIONS_PER_NETWORK: '0',
  DAILY_SPEND_SHARE_PER_CANDIDATE: '0',
  DAILY_SPEND_SHARE_PER_ADDRESS: '0',
  DAILY_SPEND_SHARE_PER_NETWORK: '0',
  MAX_MEDIA_SOCKETS_PER_NETWORK: '0',
} satisfies Partial<
  Record<keyof typeof gatewayConfigSchema.in.shape | keyof typeof telephonyConfigSchema.shape, '0'>
>;
