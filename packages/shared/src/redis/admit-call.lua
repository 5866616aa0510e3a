-- Admits one call, or says what stands against it: every limit and the day's money in one step, so that parallel
-- requests never take the same last place. Nothing is written unless everything allows it.
-- KEYS: 1 reservations (hash), 2 money of the day in millionths of a dollar, 3 … counters
-- ARGV: 1 session, 2 reservation, 3 its amount in millionths, 4 most in a day, 5 ms until the day is over,
--       then for each counter: most (0: no limit), window in ms
-- Replies (three strings): 'ok' | 'limited' | 'spent', index of the counter from 0, ms until it is worth a retry
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return { 'ok', '0', '0' } end
for i = 3, #KEYS do
  local most = tonumber(ARGV[6 + (i - 3) * 2])
  local uses = tonumber(redis.call('GET', KEYS[i]) or '0')
  if most > 0 and uses >= most then
    return { 'limited', string.format('%d', i - 3), string.format('%d', math.max(0, redis.call('PTTL', KEYS[i]))) }
  end
end
local amount = tonumber(ARGV[3])
local spent = tonumber(redis.call('GET', KEYS[2]) or '0')
if amount > 0 and spent + amount > tonumber(ARGV[4]) then return { 'spent', '0', ARGV[5] } end
for i = 3, #KEYS do
  if redis.call('INCR', KEYS[i]) == 1 then redis.call('PEXPIRE', KEYS[i], ARGV[7 + (i - 3) * 2]) end
end
redis.call('INCRBY', KEYS[2], ARGV[3])
redis.call('PEXPIRE', KEYS[2], string.format('%d', tonumber(ARGV[5]) + 86400000))
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return { 'ok', '0', '0' }
