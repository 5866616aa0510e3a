-- Takes one of a limited number of slots. A slot that its holder does not keep is free again after its time.
-- KEYS: 1 sorted set of holders, by the time their slot ends
-- ARGV: 1 holder, 2 most (0: no limit), 3 life of a slot in ms
-- Replies (two strings): '1' and how many slots are taken now, or '0' and ms until the next one is free
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local most = tonumber(ARGV[2])
if most > 0 and not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= most then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return { '0', string.format('%d', tonumber(first[2]) - now) }
end
redis.call('ZADD', KEYS[1], string.format('%d', now + tonumber(ARGV[3])), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return { '1', string.format('%d', redis.call('ZCARD', KEYS[1])) }
