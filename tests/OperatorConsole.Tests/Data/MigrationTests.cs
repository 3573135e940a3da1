using Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OperatorConsole.Tests.Data;

public sealed class MigrationTests
{
    private static CenterDb Unopened(DatabaseProvider provider) => new(CenterDatabase.Options(
        provider, provider == DatabaseProvider.Sqlite ? "Data Source=never-opened.db" : "Server=never-opened;Database=Center"));

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Every_change_of_the_model_has_its_migration(DatabaseProvider provider)
    {
        using var db = Unopened(provider);
        db.Database.GetMigrations().ShouldNotBeEmpty();
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_model_holds_the_passkey_table_without_an_application(DatabaseProvider provider)
    {
        using var db = Unopened(provider);
        db.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>().Model.GetEntityTypes()
            .ShouldContain(entity => entity.GetTableName() == "AspNetUserPasskeys");
    }

    [Fact]
    public void The_script_for_sql_server_parses_and_its_model_is_valid()
    {
        var created = Created.By(Script());
        created.Statements.OfType<CreateTriggerStatement>().Count().ShouldBe(8);

        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        var writer = new Sql160ScriptGenerator();
        foreach (var statement in created.Statements)
        {
            writer.GenerateScript(statement, out var text);
            model.AddObjects(text);
        }

        model.Validate().Select(message => $"{message.Prefix}{message.Number} {message.Message}").ShouldBeEmpty();
        model.GetObjects(DacQueryScopes.UserDefined, ModelSchema.Table).Count().ShouldBeGreaterThan(20);
        model.GetObjects(DacQueryScopes.UserDefined, ModelSchema.DmlTrigger).Count().ShouldBe(8);
    }

    [Fact]
    public void On_sql_server_many_annulled_licenses_share_no_pin_but_a_live_pin_carries_one()
    {
        var index = Created.By(Script()).Statements.OfType<CreateIndexStatement>()
            .Single(statement => statement.Name.Value == "IX_Licenses_LivePinId");
        index.Unique.ShouldBeTrue();
        var filter = index.FilterPredicate.ShouldBeOfType<BooleanIsNullExpression>();
        filter.IsNot.ShouldBeTrue();
    }

    [Fact]
    public void The_install_script_of_the_jobs_storage_parses()
    {
        var script = Hangfire.SqlServer.SqlServerObjectsInstaller.GetInstallScript("HangFire", enableHeavyMigrations: false);
        TSql.Parse(script).Batches.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_first_migration_can_be_taken_back_and_applied_again()
    {
        await using var center = await CenterFixture.StartAsync();
        await using var db = center.Open();
        await db.Database.MigrateAsync(Migration.InitialDatabase, TestContext.Current.CancellationToken);
        (await db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        (await db.Kits.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static string Script()
    {
        using var db = Unopened(DatabaseProvider.SqlServer);
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    private sealed class Created : TSqlFragmentVisitor
    {
        private readonly List<string> texts = [];

        public List<TSqlStatement> Statements { get; } = [];

        public static Created By(string script)
        {
            var created = new Created();
            TSql.Parse(script).Accept(created);
            // What must stand alone in its batch is in EXEC texts: parsed and checked like the rest.
            foreach (var text in created.texts)
                TSql.Parse(text).Accept(created);
            return created;
        }

        public override void Visit(CreateTableStatement node) => Statements.Add(node);

        public override void Visit(CreateIndexStatement node) => Statements.Add(node);

        public override void Visit(CreateTriggerStatement node) => Statements.Add(node);

        // The model takes a table's columns from its CREATE statement alone: what a later migration adds is put there.
        public override void Visit(AlterTableAddTableElementStatement node)
        {
            if (node.Definition.ColumnDefinitions.Count == 0)
            {
                Statements.Add(node);
                return;
            }

            var table = Statements.OfType<CreateTableStatement>()
                .Single(create => create.SchemaObjectName.BaseIdentifier.Value == node.SchemaObjectName.BaseIdentifier.Value);
            foreach (var column in node.Definition.ColumnDefinitions)
                table.Definition.ColumnDefinitions.Add(column);
        }

        public override void Visit(ExecutableStringList node)
        {
            var text = string.Concat(node.Strings.OfType<StringLiteral>().Select(literal => literal.Value));
            if (text.StartsWith("CREATE ", StringComparison.Ordinal))
                texts.Add(text);
        }
    }
}

internal static class TSql
{
    internal static TSqlScript Parse(string script)
    {
        using var reader = new StringReader(script);
        var parsed = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        errors.Select(error => $"{error.Line}:{error.Column} {error.Message}").ShouldBeEmpty();
        return parsed.ShouldBeOfType<TSqlScript>();
    }
}
