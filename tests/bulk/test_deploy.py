"""The cluster files of deploy/: Ray's launcher by Ray's own check, Kubernetes by its structure, commands by ours."""

import shlex
from pathlib import Path
from typing import Any

import pytest
from click import Context

from mujaz.cli import group

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def kubernetes() -> dict[str, Any]:
    """The objects of the file, by kind."""
    text = (DEPLOY / "ray-kubernetes.yaml").read_text(encoding="utf-8")
    return {item["kind"]: item for item in yaml.safe_load_all(text)}


def parsed(line: str) -> dict[str, Any]:
    """The parameters of a command line of ours. Raises where there is no such command or option."""
    program, name, *rest = shlex.split(line)
    assert program.endswith("mujaz")
    command = group.get_command(Context(group), name)
    assert command
    return command.make_context(name, rest).params


def test_the_launcher_takes_the_file_for_machines() -> None:
    util = pytest.importorskip("ray.autoscaler._private.util", reason="mujaz[bulk] is not installed")
    config = yaml.safe_load((DEPLOY / "ray-machines.yaml").read_text(encoding="utf-8"))
    util.validate_config(util.prepare_config(config))  # what `ray up` does first
    machines = [config["provider"]["head_ip"], *config["provider"]["worker_ips"]]
    assert len(set(machines)) == 10
    assert config["min_workers"] == config["max_workers"] == len(config["provider"]["worker_ips"])
    assert any("--head" in line for line in config["head_start_ray_commands"])
    assert any("--address=$RAY_HEAD_IP" in line for line in config["worker_start_ray_commands"])


def test_the_kubernetes_job_is_whole() -> None:
    objects = kubernetes()
    assert set(objects) == {"PersistentVolumeClaim", "RayJob"}
    assert objects["RayJob"]["apiVersion"] == "ray.io/v1"
    spec = objects["RayJob"]["spec"]["rayClusterSpec"]
    claim = objects["PersistentVolumeClaim"]
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]
    (workers,) = spec["workerGroupSpecs"]
    assert workers["minReplicas"] <= workers["replicas"] <= workers["maxReplicas"]
    for template in (spec["headGroupSpec"]["template"], workers["template"]):
        (container,) = template["spec"]["containers"]
        assert container["image"]
        assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        names = {volume["name"]: volume["persistentVolumeClaim"]["claimName"] for volume in template["spec"]["volumes"]}
        assert {mount["name"] for mount in container["volumeMounts"]} == set(names)
        assert set(names.values()) == {claim["metadata"]["name"]}
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert f"ray=={spec['rayVersion']}\n" in constraints


def test_the_job_runs_a_command_that_there_is() -> None:
    job = kubernetes()["RayJob"]["spec"]
    params = parsed(job["entrypoint"])
    assert params["ray"] == "auto"
    (container,) = job["rayClusterSpec"]["workerGroupSpecs"][0]["template"]["spec"]["containers"]
    assert params["out"] in {mount["mountPath"] for mount in container["volumeMounts"]}


def test_the_set_up_runs_commands_that_there_are() -> None:
    config = yaml.safe_load((DEPLOY / "ray-machines.yaml").read_text(encoding="utf-8"))
    lines = [line for line in config["setup_commands"] if "/mujaz " in line]
    assert lines
    for line in lines:
        program, name, *_ = shlex.split(line)
        assert program == "/opt/mujaz/bin/mujaz"
        assert group.get_command(Context(group), name)
