from analysis.pipeline import fingerprint


def key(folder, **options):
    return fingerprint.of_run(fingerprint.of_registers([folder], None), {}, options)


def test_the_same_files_and_options_give_the_same_hash(tmp_path):
    (tmp_path / "a.csv").write_text("x")
    assert key(tmp_path, year=2023) == key(tmp_path, year=2023)


def test_a_changed_cell_an_added_file_or_another_option_gives_another(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("x")
    hashes = [key(tmp_path, year=2023), key(tmp_path, year=2022)]
    source.write_text("y")
    hashes.append(key(tmp_path, year=2023))
    (tmp_path / "b.csv").write_text("x")
    hashes.append(key(tmp_path, year=2023))
    assert len(set(hashes)) == 4


def test_a_moved_folder_is_the_same_folder(tmp_path):
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.csv").write_text("x")
    assert key(tmp_path / "here") == key(tmp_path / "there")


def test_judgement_counts_by_its_content(tmp_path):
    (tmp_path / "verdicts.csv").write_text("x")
    before = fingerprint.of_judgement(tmp_path)
    (tmp_path / "verdicts.csv").write_text("y")
    after = fingerprint.of_judgement(tmp_path)
    assert fingerprint.of_run({}, before, {}) != fingerprint.of_run({}, after, {})
