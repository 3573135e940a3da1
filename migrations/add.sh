#!/bin/sh
# Adds a migration to both engines and checks that nothing of the model is left out: migrations/add.sh NAME
set -eu

if [ $# -ne 1 ]; then
    echo "usage: migrations/add.sh NAME" >&2
    exit 2
fi

cd "$(dirname "$0")/.."
dotnet tool restore > /dev/null

for engine in Sqlite SqlServer; do
    project="migrations/$engine"
    dotnet ef migrations add "$1" --project "$project" --startup-project "$project" \
        --output-dir Migrations --namespace "Migrations.$engine"
    # The tool starts its files with a byte order mark; ours have none.
    sed -i '1s/^\xEF\xBB\xBF//' "$project"/Migrations/*.cs
done

for engine in Sqlite SqlServer; do
    project="migrations/$engine"
    dotnet ef migrations has-pending-model-changes --project "$project" --startup-project "$project"
done

# The script is what an administrator of SQL Server applies; a migration that cannot be written as one is found here.
dotnet ef migrations script --idempotent --no-build \
    --project migrations/SqlServer --startup-project migrations/SqlServer > /dev/null

echo "Added $1 to both engines. Read what was added, then:"
echo "  dotnet test tests/OperatorConsole.Tests --filter FullyQualifiedName~MigrationTests"
