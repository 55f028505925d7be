from analysis.pipeline import fingerprint


def test_the_same_files_and_options_give_the_same_hash(tmp_path):
    (tmp_path / "a.csv").write_text("x")
    first = fingerprint.of_run([tmp_path], {"year": 2023})
    assert fingerprint.of_run([tmp_path], {"year": 2023}) == first


def test_a_changed_cell_an_added_file_or_another_option_gives_another(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("x")
    hashes = [fingerprint.of_run([tmp_path], {"year": 2023})]
    hashes.append(fingerprint.of_run([tmp_path], {"year": 2022}))
    source.write_text("y")
    hashes.append(fingerprint.of_run([tmp_path], {"year": 2023}))
    (tmp_path / "b.csv").write_text("x")
    hashes.append(fingerprint.of_run([tmp_path], {"year": 2023}))
    assert len(set(hashes)) == 4


def test_a_moved_folder_is_the_same_folder(tmp_path):
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.csv").write_text("x")
    hashes = {fingerprint.of_run([tmp_path / place], {}) for place in ("here", "there")}
    assert len(hashes) == 1
