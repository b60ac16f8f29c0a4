-- How many rows a batch wrote. Where it was said how many it must write, fewer are an error, so that the
-- commit that is already under way saves nothing.
create function batch_written(p_written int, p_wanted int) returns int
language plpgsql as $$
begin
  if p_written <> p_wanted then
    raise exception 'another transaction was faster: % of % rows', p_written, p_wanted using errcode = 'AT001';
  end if;
  return p_written;
end $$;
revoke all on function batch_written from public;
grant execute on function batch_written to atobarai_app;
