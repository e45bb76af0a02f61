#!/bin/bash
# One shard of a dataset: sbatch --array=0-<N-1> slurm.sh SPEC OUT N [OPTIONS OF run]
#SBATCH --job-name=sceneforge
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --cpus-per-task=4
#SBATCH --signal=TERM@60
set -euo pipefail
spec=$1 out=$2 shards=$3
# exec, so that the scheduler's signals and the exit code are the program's own.
exec "${SCENEFORGE:-/shared/sceneforge/sceneforge}" run "$spec" --shard "$SLURM_ARRAY_TASK_ID/$shards" --out "$out" --jobs "${SLURM_CPUS_PER_TASK:-2}" "${@:4}"
