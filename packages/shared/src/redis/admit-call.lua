-- Admits one session, or says what stands against it: room among the live ones, every limit and the day's money in
-- one step, so that parallel requests never take the same last place. Nothing is written unless everything allows it.
-- KEYS: 1 reservations (hash), 2 money of the day in millionths of a dollar, then the sets of places (sorted by the
--       time a place ends), then the counters
-- ARGV: 1 session, 2 reservation, 3 its amount in millionths, 4 most in a day, 5 ms until the day is over,
--       6 session whose places it takes over ('' none), 7 life of a place in ms, 8 number of sets of places,
--       then most of each set, then for each counter: most, window in ms (a most of 0: no limit)
-- Replies (three strings): 'ok' | 'full' | 'limited' | 'spent', index of the set or counter from 0, ms until a retry
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return { 'ok', '0', '0' } end
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local sets = tonumber(ARGV[8])
local firstCounter = 3 + sets
for i = 1, sets do
  local key = KEYS[2 + i]
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  local taken = redis.call('ZCARD', key)
  if ARGV[6] ~= '' and redis.call('ZSCORE', key, ARGV[6]) then taken = taken - 1 end
  local most = tonumber(ARGV[8 + i])
  if most > 0 and taken >= most and not redis.call('ZSCORE', key, ARGV[1]) then
    return { 'full', string.format('%d', i - 1), '0' }
  end
end
for i = firstCounter, #KEYS do
  local most = tonumber(ARGV[9 + sets + (i - firstCounter) * 2])
  local uses = tonumber(redis.call('GET', KEYS[i]) or '0')
  if most > 0 and uses >= most then
    local left = math.max(0, redis.call('PTTL', KEYS[i]))
    return { 'limited', string.format('%d', i - firstCounter), string.format('%d', left) }
  end
end
local amount = tonumber(ARGV[3])
local spent = tonumber(redis.call('GET', KEYS[2]) or '0')
if amount > 0 and spent + amount > tonumber(ARGV[4]) then return { 'spent', '0', ARGV[5] } end
for i = 1, sets do
  local key = KEYS[2 + i]
  if ARGV[6] ~= '' then redis.call('ZREM', key, ARGV[6]) end
  redis.call('ZADD', key, string.format('%d', now + tonumber(ARGV[7])), ARGV[1])
  redis.call('PEXPIRE', key, ARGV[7])
end
for i = firstCounter, #KEYS do
  if redis.call('INCR', KEYS[i]) == 1 then
    redis.call('PEXPIRE', KEYS[i], ARGV[10 + sets + (i - firstCounter) * 2])
  end
end
redis.call('INCRBY', KEYS[2], ARGV[3])
redis.call('PEXPIRE', KEYS[2], string.format('%d', tonumber(ARGV[5]) + 86400000))
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return { 'ok', '0', '0' }
