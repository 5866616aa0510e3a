-- Takes from several allowances at once, or from none if one of them is used up. An allowance that is not used up gives
-- any amount, so that one large request passes. An amount of 0 only asks.
-- KEYS: counters
-- ARGV: 1 JSON: for each key { most, windowMs, amount }
-- Replies (two strings): index from 0 of the allowance that is used up ('-1': none), ms until its window ends
local wishes = cjson.decode(ARGV[1])
for i, wish in ipairs(wishes) do
  if tonumber(redis.call('GET', KEYS[i]) or '0') >= wish.most then
    return { string.format('%d', i - 1), string.format('%d', math.max(0, redis.call('PTTL', KEYS[i]))) }
  end
end
for i, wish in ipairs(wishes) do
  if wish.amount > 0 then
    redis.call('INCRBY', KEYS[i], string.format('%d', wish.amount))
    if redis.call('PTTL', KEYS[i]) < 0 then redis.call('PEXPIRE', KEYS[i], string.format('%d', wish.windowMs)) end
  end
end
return { '-1', '0' }
