-- One row per entry that lists an earlier entry of its unit again (ruling 16): under its own number,
-- with the same found date or none; or in the same words with the same date, where its register lists
-- what is open, its file is an earlier list published again, or an inspector wrote it.
with standing as (
    select
        *,
        coalesce(place, 0) as place_or_none,
        coalesce(object, 0) as object_or_none
    from entries
    where not is_duplicate
),

numbers_met as (
    select unit, number, register_year, min(entry) as entry
    from standing
    where is_key
    group by unit, number, register_year
),

by_number as (
    select newer.entry, older.entry as prior
    from standing as newer
    asof inner join numbers_met as met
        on met.unit = newer.unit
        and met.number = newer.number
        and met.register_year < newer.register_year
    inner join entries as older on older.entry = met.entry
    where newer.is_key
        and coalesce(newer.found_start_date = older.found_start_date, true)
        and coalesce(newer.found_end_date = older.found_end_date, true)
),

texts_met as (
    select
        unit, form1, found_start_date, found_end_date, place_or_none, object_or_none,
        register_year, min(entry) as entry
    from standing
    where found_start_date is not null
    group by all
),

by_text as (
    select
        newer.entry,
        newer.unit,
        newer.register_year,
        newer.file,
        newer.is_state_open,
        newer.is_visit,
        older.entry as prior,
        older.file as older_file
    from standing as newer
    asof inner join texts_met as met
        on met.unit = newer.unit
        and met.form1 = newer.form1
        and met.found_start_date = newer.found_start_date
        and met.found_end_date = newer.found_end_date
        and met.place_or_none = newer.place_or_none
        and met.object_or_none = newer.object_or_none
        and met.register_year < newer.register_year
    inner join entries as older on older.entry = met.entry
    where not (
        coalesce(newer.number <> older.number, false) and newer.keeps_apart and older.keeps_apart
    )
),

-- A register lists what is open where most of its rows are such, or where it has most of what was
-- open in the unit's register before it.
opened as (
    select
        unit,
        register_year,
        count(*) as entry_count,
        count(*) filter (is_state_open) as open_count,
        lag(open_count) over (partition by unit order by register_year) as open_before_count
    from standing
    group by unit, register_year
),

open_registers as (
    select by_text.unit, by_text.register_year
    from by_text
    inner join opened
        on opened.unit = by_text.unit and opened.register_year = by_text.register_year
    where by_text.is_state_open
    group by by_text.unit, by_text.register_year
    having count(*) >= $open_share * any_value(opened.entry_count)
        or count(*) >= $listed_share * any_value(opened.open_before_count)
),

-- A list published again has what the earlier one had since its own first date, and says so of all
-- that is no younger than the earlier list.
met_files as (
    select file, older_file, count(*) as again_count
    from by_text
    where file <> older_file
    group by file, older_file
),

reaches as (
    select
        file,
        min(found_start_date) as first_date,
        max(found_start_date) as last_date,
        count(*) as entry_count
    from standing
    group by file
),

windows as (
    select
        met_files.file,
        met_files.older_file,
        met_files.again_count,
        newer.first_date,
        newer.entry_count,
        older.last_date
    from met_files
    inner join reaches as newer on newer.file = met_files.file
    inner join reaches as older on older.file = met_files.older_file
),

older_counts as (
    select windows.file, windows.older_file, count(*) as window_count
    from windows
    inner join standing
        on standing.file = windows.older_file and standing.found_start_date >= windows.first_date
    group by windows.file, windows.older_file
),

newer_counts as (
    select windows.file, windows.older_file, count(*) as window_count
    from windows
    inner join standing
        on standing.file = windows.file and standing.found_start_date <= windows.last_date
    group by windows.file, windows.older_file
),

published_again as (
    select windows.file, windows.older_file
    from windows
    inner join older_counts using (file, older_file)
    inner join newer_counts using (file, older_file)
    where windows.again_count >= $listed_rows
        and windows.again_count >= $listed_share * older_counts.window_count
        and windows.again_count >= $listed_share * newer_counts.window_count
),

listed as (
    select entry, prior, 1 as preference from by_number
    union all
    select by_text.entry, by_text.prior, 2 as preference
    from by_text
    left join open_registers
        on open_registers.unit = by_text.unit
        and open_registers.register_year = by_text.register_year
    left join published_again
        on published_again.file = by_text.file and published_again.older_file = by_text.older_file
    where by_text.is_visit
        or published_again.file is not null
        or (by_text.is_state_open and open_registers.unit is not null)
)

select listed.entry, arg_min(listed.prior, listed.preference) as prior
from listed
inner join asked on asked.entry = listed.entry
group by listed.entry
