"""A store lies in a folder or at an address: the same files, the same answers, a sentence where it is out of reach."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.cli import main
from steelyard.portfolio import reading
from steelyard.portfolio.naming import items
from steelyard.portfolio.places import Place, place
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.storing import Store

TWICE = """
import sys
from steelyard.cli import main

for source in sys.argv[1:]:
    command = ["portfolio", "read", source, "-o", "viewfs://bureau/stores/2025"]
    assert main([*command, "--engine", "spark", "--master", "local[2]"]) == 2
"""
EXAMPLE = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve forms, so two parts, and a file that is none."""
    folder = tmp_path_factory.mktemp("forms")
    for number in range(12):
        shutil.copy(EXAMPLE, folder / f"{number:02}.docx")
        with zipfile.ZipFile(folder / f"{number:02}.docx", "a") as archive:
            archive.comment = str(number).encode()
    (folder / "bad.docx").write_bytes(b"PK no archive")
    return folder


@pytest.fixture(scope="session")
def here(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this machine makes of them in a folder."""
    store = tmp_path_factory.mktemp("here") / "store"
    assert main(["portfolio", "read", str(forms), "-o", str(store)]) == 2
    return store


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a bucket of an object store on this machine, up to where the folder's name goes in."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    rights = {"AWS_ACCESS_KEY_ID": "bureau", "AWS_SECRET_ACCESS_KEY": "none", "AWS_EC2_METADATA_DISABLED": "true"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in rights.items():
            patch.setenv(name, value)
        host, port = server.get_host_and_port()
        address = f"s3://bureau/{{}}?scheme=http&endpoint_override={host}%3A{port}&region=cn-north-1"
        place(address.format("") + "&allow_bucket_creation=true").system.create_dir("bureau")
        yield address
    server.stop()


def content(where: Place | Path) -> dict[str, bytes]:
    """All files of a store by their names, but for the lock of a folder."""
    at = where if isinstance(where, Place) else place(str(where))
    folders = ["", *(f"{name}/" for name in at.names() if "." not in name)]
    names = [folder + name for folder in folders for name in at.names(folder) if name.endswith((".json", ".parquet"))]
    return {name: at.read(name) for name in names}


def test_an_object_store_holds_what_a_folder_holds(bucket: str, forms: Path, here: Path, tmp_path: Path) -> None:
    there = bucket.format("stores/2025")
    assert main(["portfolio", "read", str(forms), "-o", there]) == 2
    assert content(place(there)) == content(here)
    for question in ("rank", "compare", "what-if", "coverage", "gaming", "recheck", "sensitivity"):
        for store in (there, str(here)):
            wanted = ["--rules", "positive=yixing-2016/steps"] * (question == "what-if")
            answer = str(tmp_path / f"{store == there}.csv")
            assert main(["portfolio", question, store, *wanted, "-o", answer]) == 0
        assert (tmp_path / "True.csv").read_bytes() == (tmp_path / "False.csv").read_bytes(), question


def test_a_run_that_was_ended_there_is_gone_on_with(bucket: str, forms: Path, here: Path) -> None:
    there = bucket.format("stores/ended")
    store = Store.begun(there)
    every = items(sorted(map(str, forms.iterdir())), (".docx",), lambda _: None)
    next(run := reading.carried_out(store, reading.planned(store, every, reading.version()), None, 1))
    run.close()
    store.place.write({f"rows/part-{'0' * 24}.parquet": b"PAR1"})  # what a writer that was killed leaves
    assert content(store.place) != content(here)
    main(["portfolio", "read", str(forms), "-o", there])
    assert content(store.place) == content(here)


def test_a_changed_form_replaces_what_it_was_there_too(bucket: str, forms: Path, here: Path, tmp_path: Path) -> None:
    there, changing, own = bucket.format("stores/changed"), tmp_path / "forms", tmp_path / "own"
    shutil.copytree(forms, changing)
    for store in (there, str(own)):
        main(["portfolio", "read", str(changing), "-o", store])
    (changing / "00.docx").write_bytes(EXAMPLE.read_bytes())
    for store in (there, str(own)):
        main(["portfolio", "read", str(changing), "-o", store])
    assert content(place(there)) == content(own)
    assert content(own) != content(here)


def test_two_writers_at_one_address_are_noticed(bucket: str) -> None:
    one, other = (Store.begun(bucket.format("stores/two")) for _ in range(2))
    one.listed([])
    other.place.replace("store.json", b'{"schema": 3, "parts": []}')  # as another program writes
    with pytest.raises(PortfolioError, match="Another program is writing"):
        one.listed([])


def test_a_reader_between_two_lists_finds_the_new_one(bucket: str) -> None:
    """Where a file cannot be moved onto another, the old is taken away first."""
    at = Store.begun(bucket.format("stores/between")).place
    at.system.move(at.path("store.json"), at.path("store.json.new"))
    assert Store.opened(at).parts == Store.begun(at).parts == ()


def test_what_is_no_store_or_not_there_is_said(bucket: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["portfolio", "rank", bucket.format("nothing")]) == 2
    assert "不是汇总库" in capsys.readouterr().err
    place(bucket.format("other")).write({"letter.txt": b"Dear"})
    assert main(["portfolio", "read", str(EXAMPLE), "-o", bucket.format("other")]) == 2
    assert "已有别的文件" in capsys.readouterr().err


def test_forms_lie_at_an_address_too(bucket: str, forms: Path, here: Path, tmp_path: Path) -> None:
    """The same tables, but for the names of the files."""
    from pyarrow import parquet

    at = place(bucket.format("inbox"))
    at.write({f"2025/{path.name}": path.read_bytes() for path in forms.iterdir()})
    at.write({"2025/~$00.docx": b"lock", ".old/00.docx": b"hidden", "letter.pages": b"Dear", "全县.zip": b"PK"})
    (tmp_path / "all.list").write_text(bucket.format("inbox"), encoding="utf-8")
    assert main(["portfolio", "read", str(tmp_path / "all.list"), "-o", str(tmp_path / "store")]) == 2

    def lines(store: Path, table: str) -> list[dict[str, object]]:
        read = [one for file in sorted(store.glob(f"{table}/*")) for one in parquet.read_table(file).to_pylist()]
        return sorted(read, key=lambda line: (str(line["form"]), str(line.get("nth")), str(line)))

    assert lines(tmp_path / "store", "rows") == lines(here, "rows")
    names = {line["path"]: line["error"] for line in lines(tmp_path / "store", "forms")}
    assert set(names) == {
        "s3://bureau/inbox/全县.zip",
        *(f"s3://bureau/inbox/2025/{one.name}" for one in forms.iterdir()),
    }
    assert "先取到本机" in str(names["s3://bureau/inbox/全县.zip"])
    single = bucket.format("inbox/2025/00.docx")
    assert main(["portfolio", "read", single, "-o", str(tmp_path / "single")]) == 0
    assert [line["path"] for line in lines(tmp_path / "single", "forms")] == ["s3://bureau/inbox/2025/00.docx"]


def test_an_address_without_forms_is_said(bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(bucket.format("letters")).write({"letter.pages": b"Dear"})
    for address in (bucket.format("letters"), bucket.format("nothing")):
        assert main(["portfolio", "read", address, "-o", str(tmp_path / "store")]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert address in said
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "address",
    [
        "s3://bureau/store?scheme=http&endpoint_override=127.0.0.1%3A9&region=cn-north-1",
        "hdfs://127.0.0.1:9/store",
        "nowhere://bureau/store",
        "s3:///",
    ],
)
def test_an_address_out_of_reach_is_one_sentence(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    for command in (["rank", address], ["read", str(EXAMPLE), "-o", address], ["read", address, "-o", store]):
        assert main(["portfolio", *command]) == 2
        said = capsys.readouterr().err.splitlines()
        assert len(said) == 1
        assert f"到不了“{address}”" in said[0]


def test_a_file_system_of_fsspec_will_do(forms: Path, here: Path) -> None:
    pytest.importorskip("fsspec")
    main(["portfolio", "read", str(forms), "-o", "memory://bureau/store", "--jobs", "1"])
    assert content(place("memory://bureau/store")) == content(here)


@pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="no Java on this machine")
def test_a_file_system_that_only_hadoop_knows(forms: Path, here: Path, tmp_path: Path) -> None:
    """``viewfs`` is one: its folders are links to other file systems, here to a folder."""
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    links = f"spark.hadoop.fs.viewfs.mounttable.bureau.link./stores=file://{tmp_path}"
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": f"--conf {links} pyspark-shell"}  # as a bureau's settings say

    shutil.copytree(forms, tmp_path / "forms")
    sources = [str(forms), "viewfs://bureau/stores/forms"]  # the second time the same content is not read again
    command = [sys.executable, "-c", TWICE, *sources]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "2025") == content(here)


def test_what_hadoop_cannot_do_is_an_error_of_files() -> None:
    errors = pytest.importorskip("pyspark.errors", reason="the extra spark is not installed")
    from steelyard.portfolio.hadoop import _told

    with pytest.raises(OSError, match="UnknownHostException"), _told():
        raise errors.PySparkException("UnknownHostException: cluster\n\tat org.apache.hadoop")
